import type { CommandNode } from './command-tree.js';

/** The completion script for bash. It needs no other package, and starts no program while the user types. */
export function bashScript(nodes: readonly CommandNode[]): string {
  const steps = nodes.flatMap(({ path, children }) =>
    children.map(({ name }) => `      '${path} ${name}') at='${`${path} ${name}`.trim()}' ;;`),
  );
  const values = nodes.flatMap(({ path, options }) =>
    options.flatMap(({ long, short, choices }) =>
      choices.length === 0
        ? []
        : [
            `    ${[long, short].flatMap((flag) => (flag === undefined ? [] : `'${path} ${flag}'`)).join('|')}) words='${choices.join(' ')}' ;;`,
          ],
    ),
  );
  const files = nodes.flatMap(({ path, options }) =>
    options.flatMap(({ long, short, takesValue, choices }) =>
      !takesValue || choices.length > 0 ? [] : [long, short].flatMap((flag) => (flag === undefined ? [] : `'${path} ${flag}'`)),
    ),
  );
  const words = nodes.map(({ path, children, options, choices }) => {
    const flags = options.flatMap(({ long, short }) => (short === undefined ? [long] : [long, short]));
    return `    '${path}') words='${[...children.map(({ name }) => name), ...choices].join(' ')}' flags='${flags.join(' ')}' ;;`;
  });
  return `# bash completion for expensify-emulator. Load it with: source <(expensify-emulator completion bash)
_expensify_emulator() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} at= words= flags= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$at \${COMP_WORDS[i]}" in
${steps.join('\n')}
    esac
  done
  COMPREPLY=()
  case "$at $previous" in
${values.join('\n')}
    ${files.join('|')}) return ;;
  esac
  if [[ -z $words ]]; then
    case "$at" in
${words.join('\n')}
    esac
    if [[ $current == -* ]]; then words=$flags; fi
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _expensify_emulator expensify-emulator
`;
}
