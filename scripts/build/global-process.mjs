const ID = '\0global-process';

/**
 * Replaces `node:process` in a package by the global `process`. They are the same object, but importing the module reads each of its
 * properties, which opens stdin, stdout and stderr: 4 ms of a start.
 */
export function globalProcess() {
  return {
    name: 'global-process',
    resolveId: { order: 'pre', handler: (id) => (id === 'node:process' ? ID : undefined) },
    load: (id) => (id === ID ? { code: 'module.exports = process;', moduleType: 'js' } : undefined),
  };
}
