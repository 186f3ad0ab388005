// Preloaded into a program. When the program first writes to stdout, writes the files that were loaded until then to descriptor 3.
const fs = require('node:fs');
const { Session } = require('node:inspector');

const session = new Session();
const urls = new Set();
session.connect();
session.on('Debugger.scriptParsed', ({ params: { url } }) => {
  if ((url.startsWith('file:') || url.startsWith('/')) && !/list-loaded\.cjs$|\[eval\d*\]$/.test(url)) urls.add(url);
});
session.post('Debugger.enable');

const { writeSync } = fs;
let isListed = false;
function list() {
  if (isListed) return;
  isListed = true;
  writeSync(3, JSON.stringify([...urls]));
  fs.closeSync(3);
}
const write = process.stdout.write;
process.stdout.write = (...args) => {
  list();
  return write.apply(process.stdout, args);
};
fs.writeSync = (descriptor, ...args) => {
  if (descriptor === 1) list();
  return writeSync(descriptor, ...args);
};
require('node:module').syncBuiltinESMExports();
