// The servers that are compared, each in its own process. Sends its URL by IPC and answers `memory` requests.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [kind, answerFile] = process.argv.slice(2);
const answer = answerFile === '' ? '' : readFileSync(answerFile, 'utf8');
const servers = { bare, express: expressServer, emulator: () => emulator({}), roomyEmulator: () => emulator({ bodyLimit: 256 * 2 ** 20 }) };

process.on('message', () => {
  globalThis.gc?.();
  process.send({ rss: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit());
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

/**
 * An Express 5 app that does the work of the emulator in the usual way: parses the form and the JSON, checks the credentials,
 * returns the same bytes, and journals the last 1,000 exchanges without the secret.
 */
async function expressServer() {
  const { default: express } = await import('express');
  const app = express();
  const secrets = new Map();
  const journal = [];
  const keep = (request, job, status) => {
    const { partnerUserSecret, ...rest } = job.credentials;
    const fields = { ...request.body, requestJobDescription: JSON.stringify({ ...job, credentials: { ...rest, partnerUserSecret: '…' } }) };
    const { method, url, headers } = request;
    journal.push({ at: new Date().toISOString(), method, url, headers, fields, status, answer: answer.slice(0, 16_384) });
    if (journal.length > 1000) journal.shift();
  };
  app.use(express.urlencoded({ extended: true, limit: '32mb' }));
  app.post('/Integration-Server/ExpensifyIntegrations', (request, response) => {
    const job = JSON.parse(request.body.requestJobDescription);
    if (request.body.data !== undefined) JSON.parse(request.body.data);
    const { partnerUserID, partnerUserSecret } = job.credentials;
    // The first request registers the credentials.
    if (!secrets.has(partnerUserID)) secrets.set(partnerUserID, partnerUserSecret);
    const isKnown = secrets.get(partnerUserID) === partnerUserSecret;
    keep(request, job, isKnown ? 200 : 404);
    if (isKnown) response.type('application/json').send(answer);
    else response.status(404).json({ responseCode: 404 });
  });
  return listen(createServer(app));
}

async function emulator(options) {
  const { createEmulator } = await import('../../dist/index.js');
  const { url } = await createEmulator(options);
  return url;
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)));
}
