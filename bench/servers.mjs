// The servers that are compared, each in its own process. Prints its URL by IPC and answers `memory` requests.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [kind, answerFile] = process.argv.slice(2);
const answer = answerFile === undefined ? '' : readFileSync(answerFile, 'utf8');
const servers = { bare, express: expressServer, emulator };

process.on('message', () => {
  globalThis.gc?.();
  process.send({ rss: process.memoryUsage().rss });
});
process.send({ url: await servers[kind]() });

/** Parses the same form and JSON, returns the same bytes, and does nothing else. */
function bare() {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const job = JSON.parse(form.get('requestJobDescription'));
      if (form.has('data')) JSON.parse(form.get('data'));
      if (job.credentials === undefined) throw new Error('no credentials');
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
      response.end(answer);
    });
  });
  return listen(server);
}

/** The same in Express 5, the usual way. */
async function expressServer() {
  const { default: express } = await import('express');
  const app = express();
  app.use(express.urlencoded({ extended: true }));
  app.post('/Integration-Server/ExpensifyIntegrations', (request, response) => {
    const job = JSON.parse(request.body.requestJobDescription);
    if (request.body.data !== undefined) JSON.parse(request.body.data);
    if (job.credentials === undefined) throw new Error('no credentials');
    response.type('application/json').send(answer);
  });
  return listen(createServer(app));
}

async function emulator() {
  const { createEmulator } = await import('../dist/index.js');
  const { url } = await createEmulator();
  return url;
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)));
}
