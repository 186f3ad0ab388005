import { loadFlow, mermaid } from '../flows/index.js';

/** Prints the flows as Mermaid; exit code 0. */
export function flowGraph(file: string): number {
  process.stdout.write(mermaid(loadFlow(file)));
  return 0;
}
