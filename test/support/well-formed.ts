const TOKEN = /<\?xml [^<>]*\?>|<(\/?)([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w-]*="[^"<]*")*)\s*(\/?)>|[^<]+/gy;
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)/;

/** Why a text is not well-formed XML, or undefined. It supports only elements, attributes and text. */
export function xmlProblem(xml: string): string | undefined {
  const open: string[] = [];
  let at = 0;
  for (const [token, slash, name = '', attributes = '', isEmpty] of xml.matchAll(TOKEN)) {
    at += token.length;
    if (ENTITY.test(name === '' ? token : attributes)) return `a bare & in ${token}`;
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(token)) return 'a control character';
    if (name === '') {
      if (open.length === 0 && token.trim() !== '' && !token.startsWith('<?xml')) return `text outside of an element: ${token}`;
    } else if (slash === '/') {
      if (open.pop() !== name) return `</${name}> closes nothing`;
    } else if (isEmpty !== '/') open.push(name);
  }
  if (at !== xml.length) return `what begins at ${xml.slice(at, at + 40)}`;
  return open.length === 0 ? undefined : `<${open.at(-1)}> is never closed`;
}
