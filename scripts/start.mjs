// What `npm start` runs: makes the clone ready and becomes the emulator, in this one process. The script's `exec` puts it in
// the place of npm's shell, which would keep to itself the signals that npm passes on.
const parent = process.ppid;

await import('./ensure.mjs');

// Of SIGHUP and SIGKILL npm tells nobody. An orphan has another parent, except on Windows.
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGHUP');
}, 500).unref();

process.argv.splice(2, 0, 'start');
await import('../dist/cli/main.js');
