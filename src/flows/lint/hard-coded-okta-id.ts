import type { Lint } from './define-lint.js';

/** The prefix of a user, group or application id, followed by 17 characters. */
const OKTA_ID = /(?<![0-9A-Za-z])(00u|00g|0oa)([0-9A-Za-z]{17})(?![0-9A-Za-z])/g;
const KINDS: Readonly<Record<string, string>> = { '00u': 'user', '00g': 'group', '0oa': 'application' };
/** Placeholders such as `00uXXXXXXXXXXXXXXXXX`. */
const PLACEHOLDER = /(.)\1{4}|your|example|12345|abcde/i;

export const hardCodedOktaID: Lint = {
  code: 'hard-coded-okta-id',
  level: 'warning',
  why: "An Okta id is different in each org, so you can't test the flow in a preview org, and it fails if the object is deleted and created again.",
  fix: 'Read the id from a table or an input, or look it up by name.',
  check: ({ places, dataFlow }) =>
    places.flatMap(({ flow, top }) =>
      flow.cards.flatMap((card) =>
        card.inputs
          // Values chosen from a list are in `parameters`; the designer asks for them again in another org.
          .filter((input) => input.flow === undefined && input.group !== 'parameters' && dataFlow.sources(input).length === 0)
          .flatMap(({ label, literal }) =>
            idsIn(literal).map(([kind = '', rest = '']) => ({
              flow: top.name,
              card,
              message: `'${label}' of '${card.title}' contains the id of ${kind === '0oa' ? 'an' : 'a'} ${KINDS[kind]} (${kind}${rest}).`,
            })),
          ),
      ),
    ),
};

/** Each id once, split into prefix and rest. */
function idsIn(literal: unknown): (readonly string[])[] {
  const text = typeof literal === 'string' ? literal : typeof literal === 'object' && literal !== null ? JSON.stringify(literal) : '';
  const found = [...text.matchAll(OKTA_ID)].filter(
    ([, , rest = '']) => /\d/.test(rest) && /[A-Za-z]/.test(rest) && !PLACEHOLDER.test(rest),
  );
  return [...new Map(found.map(([id, ...parts]) => [id, parts])).values()];
}
