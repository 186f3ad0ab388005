import { FAMILIES } from '../../src/flows/cards/catalogue.js';

/** docs/reference/flow-cards.md: every card that runs without a stub, with the evidence for its behaviour. */
export function renderFlowCards(): string {
  const all = Object.values(FAMILIES).flat();
  const count = (evidence: string): number => all.filter((card) => card.evidence === evidence).length;
  const sections = Object.entries(FAMILIES).flatMap(([family, cards]) => [
    `## ${family}`,
    '',
    '| card | title | evidence | note |',
    '|---|---|---|---|',
    ...cards.map(({ id, title, evidence, note = '' }) => `| \`${id}\` | ${title} | ${evidence} | ${note.replaceAll('|', '\\|')} |`),
    '',
  ]);
  return [
    '# Okta Workflows cards that run here',
    '',
    '<!-- Written by `npm run generate` from src/flows/cards/. -->',
    '',
    `${all.length} cards: ${count('documented')} documented by Okta, ${count('measured')} measured (names, types and shapes are taken from real exports), ${count('assumed')} assumed.`,
    'A built-in card (`module.key`) that is not listed needs a stub before the run starts. A connector card (`@connector.key`) needs one only if the run reaches it.',
    '',
    ...sections,
  ].join('\n');
}
