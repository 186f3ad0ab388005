/**
 * Escapes the characters beyond Latin-1 in each chunk. V8 keeps and scans a source with a single `…` in it as two bytes a
 * character, which costs a start memory and time. An escape means the same in every place that such a character can have here: a
 * text, a template or a regular expression. Lines stay as they are, so the maps stay right but for the columns behind an escape.
 */
export function latinOnly() {
  return {
    name: 'latin-only',
    // Not `renderChunk`, after which the bundler prints texts anew.
    generateBundle(_options, output) {
      for (const part of Object.values(output)) if (part.type === 'chunk') part.code = part.code.replaceAll(/[^\0-\xff]/g, escaped);
    },
  };
}

function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
