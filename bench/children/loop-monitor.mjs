// Preloaded into the program. Measures how long its event loop was blocked, and ends it when the benchmark is gone.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('message', () => {
  process.send({ ms: Math.max(0, delay.max / 1e6 - RESOLUTION_MS) });
  delay.reset();
});
process.on('disconnect', () => process.exit());
// A listener alone would keep a program running that has nothing left to do.
process.channel.unref();
