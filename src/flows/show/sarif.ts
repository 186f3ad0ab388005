import { LINTS, type LintProblem } from '../lint/lint-flow.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Problems by file, as SARIF 2.1.0 for code scanning. An export is one line, so a card is named by its logical location. */
export function toSarif(files: readonly { readonly file: string; readonly problems: readonly LintProblem[] }[], version: string): object {
  const rules = LINTS.map(({ code, level, why, fix }) => ({
    id: code,
    shortDescription: { text: why },
    help: { text: fix },
    defaultConfiguration: { level },
  }));
  const results = files.flatMap(({ file, problems }) =>
    problems.map(({ code, level, flow, card, message, fix }) => ({
      ruleId: code,
      level,
      message: { text: `${message} ${fix}` },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) }, region: { startLine: 1 } },
          logicalLocations: [
            { name: card?.title ?? flow, fullyQualifiedName: card === undefined ? flow : `${flow} › ${card.title}`, kind: 'function' },
          ],
        },
      ],
      partialFingerprints: { flowCard: `${code}:${flow}:${card?.uuid ?? ''}` },
    })),
  );
  return { $schema: SCHEMA, version: '2.1.0', runs: [{ tool: { driver: { name: 'expensify-emulator', version, rules } }, results }] };
}
