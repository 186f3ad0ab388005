/**
 * Handles errors of the output. Without these listeners, Node ends the program with a stack trace. If the reader has closed the
 * pipe (`… | head -1`), the command continues to its end and keeps its exit code, because its work must not stop halfway. Any
 * other error, such as a full disk, means that the output is lost.
 */
export function guardOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`expensify-emulator: Can't write to stdout: ${error.message}.\n`);
    process.exit(1);
  });
  // The error can't be reported anywhere, and an emulator keeps running without a terminal.
  process.stderr.on('error', () => undefined);
}
