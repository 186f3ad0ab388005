import { CONSOLE_ROUTES } from './console-routes.js';
import { code, table } from './table.js';

const INTRODUCTION = `# Console API

<!-- Written by \`npm run generate\` from scripts/docs/console-routes.ts; a test fails if a route is missing. -->

The console listens on port 4311, or on the port after \`--port\`. Its API is under \`/_emulator\`. Requests and responses are JSON, and errors use
RFC 9457 problem details. If you set \`--console-token\`, send it as \`Authorization: Bearer …\`. Unknown keys are refused.

\`\`\`sh
curl -s http://127.0.0.1:4311/_emulator/journal
curl -s -X POST http://127.0.0.1:4311/_emulator/faults -d '{"preset":"rate-limited","times":2}'
\`\`\`
`;

/** docs/reference/console-api.md: every route of the console. */
export function renderConsoleAPI(): string {
  const sections = Object.entries(CONSOLE_ROUTES).map(([heading, routes]) => {
    const rows = routes.map(({ route, takes = '', returns }) => [
      code(route.replace(/:(\w+)/g, (_match, name: string) => name.toUpperCase())),
      takes,
      returns,
    ]);
    return `## ${heading}\n\n${table(['method and path', 'takes', 'returns'], rows)}`;
  });
  return [INTRODUCTION, ...sections].join('\n');
}
