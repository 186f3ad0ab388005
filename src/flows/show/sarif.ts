import { LINTS, type LintProblem } from '../lint/lint-flow.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** Code scanning replaces this with the root of the repository. */
const ROOT = '%SRCROOT%';

/** A checked file as a URI: percent-encoded, with slashes. */
export interface SarifFile {
  readonly uri: string;
  /** True if the URI is relative to the root of the repository. */
  readonly isRelative?: boolean;
  readonly problems: readonly LintProblem[];
  /** Why the file could not be checked. */
  readonly error?: string;
}

/** Problems by file, as SARIF 2.1.0 for code scanning. An export is a single line, so cards are given as logical locations. */
export function toSarif(files: readonly SarifFile[], version: string): object {
  const rules = LINTS.map(({ code, level, why, fix }) => ({
    id: code,
    shortDescription: { text: why },
    help: { text: fix },
    defaultConfiguration: { level },
  }));
  const notifications = files.flatMap((file) =>
    file.error === undefined
      ? []
      : [{ level: 'error', message: { text: file.error }, locations: [{ physicalLocation: locationOf(file) }] }],
  );
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'expensify-emulator', version, rules } },
        invocations: [{ executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications }],
        results: files.flatMap((file) => file.problems.map((problem) => toResult(problem, file))),
      },
    ],
  };
}

function toResult({ code, level, flow, card, message, fix }: LintProblem, file: SarifFile): object {
  return {
    ruleId: code,
    level,
    message: { text: `${message} ${fix}` },
    locations: [
      {
        physicalLocation: { ...locationOf(file), region: { startLine: 1 } },
        logicalLocations: [
          { name: card?.title ?? flow, fullyQualifiedName: card === undefined ? flow : `${flow} › ${card.title}`, kind: 'function' },
        ],
      },
    ],
    partialFingerprints: { flowCard: `${code}:${flow}:${card?.uuid ?? ''}` },
  };
}

function locationOf({ uri, isRelative = true }: SarifFile): { readonly artifactLocation: object } {
  return { artifactLocation: { uri, ...(isRelative && { uriBaseId: ROOT }) } };
}
