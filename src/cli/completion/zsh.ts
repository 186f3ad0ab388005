import type { CommandNode } from './command-tree.js';

/** The completion script for zsh. It can be sourced, or saved as \`_expensify-emulator\` in a folder of \`$fpath\`. */
export function zshScript(nodes: readonly CommandNode[]): string {
  const steps = nodes.flatMap(({ path, children }) =>
    children.map(({ name }) => `      '${path} ${name}') at='${`${path} ${name}`.trim()}' ;;`),
  );
  const values = nodes.flatMap(({ path, options }) =>
    options.flatMap(({ long, short, takesValue, choices }) => {
      if (!takesValue) return [];
      const flags = [long, short].flatMap((flag) => (flag === undefined ? [] : `'${path} ${flag}'`)).join('|');
      return [`    ${flags}) ${choices.length === 0 ? '_files' : `compadd -- ${choices.join(' ')}`}; return ;;`];
    }),
  );
  const words = nodes.map(({ path, children, options, choices }) => {
    const commands = [...children.map(({ name, about }) => described(name, about)), ...choices.map((choice) => quoted(choice))];
    const flags = options.flatMap(({ long, short, about }) => [
      described(long, about),
      ...(short === undefined ? [] : [described(short, about)]),
    ]);
    return `    '${path}') commands=(${commands.join(' ')}) flags=(${flags.join(' ')}) ;;`;
  });
  return `#compdef expensify-emulator
# zsh completion for expensify-emulator. Load it with: source <(expensify-emulator completion zsh)
_expensify_emulator() {
  local at= word
  local -a commands flags
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at $word" in
${steps.join('\n')}
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${values.join('\n')}
  esac
  case "$at" in
${words.join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    _describe -o option flags
  elif (( \${#commands} )); then
    _describe command commands
  else
    _files
  fi
}
if [[ \${funcstack[1]} == _expensify-emulator ]]; then
  _expensify_emulator "$@"
else
  compdef _expensify_emulator expensify-emulator
fi
`;
}

/** A colon separates a word from its description. */
function described(word: string, about: string): string {
  return quoted(`${word}:${about}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
