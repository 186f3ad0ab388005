import { isFailed } from '../emulator/journal/summary.js';
import type { LogMode } from '../emulator/option-facts.js';
import type { Emulator } from '../index.js';
import { createLogWriter, stdoutBytes, type WriteBytes } from './log-writer.js';
import { requestLine } from './request-line.js';
import { painter } from './terminal.js';

/** Prints a line for each request until the returned function is called. The journal has already removed all secrets. */
export function logRequests({ journal }: Pick<Emulator, 'journal'>, mode: LogMode, writeBytes: WriteBytes = stdoutBytes()): () => void {
  if (mode === 'none') return () => undefined;
  const writer = createLogWriter(writeBytes);
  const paint = painter();
  const stop = journal.follow((summary) => {
    // The width is read each time, as a window can be resized. A terminal that does not know its width says 0.
    if (mode === 'all' || isFailed(summary)) writer.write(requestLine(summary, { paint, width: process.stdout.columns || undefined }));
  });
  return () => {
    stop();
    writer.close();
  };
}
