import { type Pack, withInline } from './model.js';

/** Inputs of these names with a value that is typed in, not wired. Authors leave placeholders there. */
export function typedInputs(pack: Pack, keys: readonly string[]): readonly { readonly title: string; readonly key: string }[] {
  const flows = [...pack.flows.values()].flatMap((top) => [...withInline(top)]);
  return flows.flatMap(({ flow }) => {
    const wired = new Set(flow.cards.flatMap(({ pins }) => pins.map(({ input }) => input)));
    return flow.cards.flatMap(({ title, inputs }) =>
      inputs
        .filter(({ id, key, literal }) => keys.includes(key) && typeof literal === 'string' && !wired.has(id))
        .map(({ key }) => ({ title, key })),
    );
  });
}
