/** The groups of rows, in the order in which they are shown. A group is loaded when it runs. */
export const groups = [
  { name: 'throughput', title: 'Requests over HTTP', run: async (options) => (await import('./throughput.mjs')).throughput(options) },
  { name: 'in-process', title: 'Without HTTP', run: async (options) => (await import('./in-process.mjs')).inProcess(options) },
  { name: 'storage', title: 'Keeping the state', run: async (options) => (await import('./storage.mjs')).storage(options) },
  { name: 'startup', title: 'Start and import', run: async (options) => (await import('./startup.mjs')).startup(options) },
  { name: 'members', title: 'Large worlds and memory', run: async (options) => (await import('./members.mjs')).members(options) },
  { name: 'package', title: 'The installed package', run: async (options) => (await import('./package.mjs')).packageSize(options) },
  { name: 'feeds', title: 'Feeds', run: async (options) => (await import('./feeds.mjs')).feeds(options) },
  { name: 'exports', title: 'Exports', run: async (options) => (await import('./exports.mjs')).exports(options) },
  { name: 'memory', title: 'Growth', run: async (options) => (await import('./memory.mjs')).memory(options) },
  { name: 'provision', title: 'Provisioning', run: async (options) => (await import('./provision.mjs')).provisioning(options) },
  { name: 'flows', title: 'Flows', run: async (options) => (await import('./flows.mjs')).flows(options) },
];
