import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';

/** The numbers of the cores that this process may use. Only Linux says so. */
function allowedCores() {
  if (!existsSync('/proc/self/status')) return [];
  const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

export function isInstalled(command, ...args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch (error) {
    // wrk prints its version and exits with 1.
    return error.code !== 'ENOENT';
  }
}

const cores = allowedCores();
export const isPinned = cores.length > 1 && isInstalled('taskset', '--version');
/** The server's core and the load's core. They are different, and the server's is not the first, which serves most interrupts. */
const CORES = { server: cores.at(-1), load: cores.at(-2) };

/**
 * The command and its arguments, so that it runs on the core of its side: `server` or `load`. `anywhere` is for programs that nobody
 * sends load to, which may use all cores as they do for users. Without taskset, all run anywhere.
 */
export function pinned(side, command, args) {
  return isPinned && side !== 'anywhere' ? ['taskset', ['-c', String(CORES[side]), command, ...args]] : [command, args];
}

/** Others use so much of the machine that times say little. */
export const isBusy = () => loadavg()[0] > availableParallelism() * 0.5;

export function machineFacts() {
  return {
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    isPinned,
    loadGenerator: isInstalled('wrk', '--version') ? 'wrk' : 'autocannon',
    isBusy: isBusy(),
  };
}
