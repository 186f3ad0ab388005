// What `npm start` runs. It makes the clone ready and then becomes the emulator, all in this one process. The npm script uses
// `exec` to replace npm's shell with this process, because the shell would not forward the signals that npm passes on.
const parent = process.ppid;

// npm does not forward SIGHUP, and nobody can forward SIGKILL. A process whose parent has ended gets another parent, except on Windows.
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGHUP');
}, 500).unref();

await import('./ensure.mjs');

process.argv.splice(2, 0, 'start');
await import('../dist/cli/main.js');
