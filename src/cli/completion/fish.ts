import type { CommandNode, CompletedOption } from './command-tree.js';

/** The completion script for fish. */
export function fishScript(nodes: readonly CommandNode[]): string {
  const steps = nodes.flatMap(({ path, children }) =>
    children.map(({ name }) => `      case '${path} ${name}'\n        set at '${`${path} ${name}`.trim()}'`),
  );
  const lines = nodes.flatMap(({ path, children, options, choices }) => [
    ...children.map(({ name, about }) => line(path, `-f -a ${quoted(name)} -d ${quoted(about)}`)),
    ...choices.map((choice) => line(path, `-f -a ${quoted(choice)}`)),
    ...options.map((option) => line(path, flagOf(option))),
  ]);
  return `# fish completion for expensify-emulator. Load it with: npx expensify-emulator completion fish | source
function __expensify_emulator_is_at
  set -l at ''
  set -l tokens (commandline -opc)
  for word in $tokens[2..-1]
    switch "$at $word"
${steps.join('\n')}
    end
  end
  test "$at" = "$argv[1]"
end
complete -c expensify-emulator -e
${lines.join('\n')}
`;
}

function line(path: string, rest: string): string {
  return `complete -c expensify-emulator -n "__expensify_emulator_is_at '${path}'" ${rest}`;
}

function flagOf({ long, short, about, takesValue, choices }: CompletedOption): string {
  const names = `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
  const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
  return `${names}${value} -d ${quoted(about)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
