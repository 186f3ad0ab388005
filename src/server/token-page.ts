import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;color-scheme:light dark;display:grid;place-content:center;min-height:90vh;margin:0 1rem}' +
  'form{display:flex;flex-direction:column;gap:.75rem;max-width:24rem}h1{font-size:1.25rem;margin:0}p{margin:0}' +
  'input,button{font:inherit;padding:.4rem .7rem;width:100%;box-sizing:border-box}';

/** The page has no script, and may send its form only to the console. */
export const TOKEN_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  // The empty icon keeps a browser from asking for one.
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Asks a browser for the token. The form leads to `/?token=…`, like the link that the emulator prints. */
export const TOKEN_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Token required · Expensify emulator</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<form action="/" method="get">
<h1>Expensify emulator</h1>
<p>The console needs the token that the emulator was started with (<code>--console-token</code>).</p>
<label>Token <input type="password" name="token" required autofocus autocomplete="off"></label>
<button type="submit">Open the console</button>
</form>
</main>
</body>
</html>
`;

/** True for a person who opens a page, rather than a program or a page's script. */
export function wantsPage({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true;
}
