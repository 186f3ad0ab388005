/**
 * Says what becomes of output that nobody takes. Without it, Node ends the program with a stack trace.
 * A reader that has gone (`… | head -1`) changes nothing: the command goes on to its end, as what it does may not be left
 * half done, and keeps its exit code. Anything else, such as a full disk, means that the output is lost.
 */
export function guardOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`expensify-emulator: stdout cannot be written: ${error.message}.\n`);
    process.exit(1);
  });
  // There is nowhere left to say it, and an emulator goes on without a terminal.
  process.stderr.on('error', () => undefined);
}
