import { diffMarkdown } from '../flows/diff/diff-markdown.js';
import { diffText } from '../flows/diff/diff-text.js';
import { diffFlows } from '../flows/index.js';

interface FlowDiffFlags {
  readonly markdown?: boolean;
  readonly json?: boolean;
}

/** Prints what changed between two exports; exit code 0 when they are the same and 1 when they differ, as with diff(1). */
export async function flowDiff(before: string, after: string, { markdown, json }: FlowDiffFlags): Promise<number> {
  const diff = await diffFlows(before, after);
  process.stdout.write(json === true ? `${JSON.stringify(diff)}\n` : markdown === true ? diffMarkdown(diff) : diffText(diff));
  return diff.flows.length + diff.tables.length === 0 ? 0 : 1;
}
