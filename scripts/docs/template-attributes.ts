import { type AttributeFacts, beanNames, type ShapeFacts } from '../../src/emulator/exports/shape.js';
import { SHAPES } from '../../src/emulator/exports/shapes.js';
import { describeEvidence } from '../../src/protocol/evidence.js';

const INTRODUCTION = `# Attributes of templates

<!-- Written by \`npm run generate\` from src/emulator/exports/. -->

The attributes that export and reconciliation templates can read. [How to test a template](../guide/templates.md).

| type | value |
|---|---|
| text | a string. A *free text* is written by people, so it can contain commas, quotes and line breaks |
| cents | a whole number of cents, printed without grouping: \`123456\` |
| date, date-time | a string, \`2026-01-31\` or \`2026-01-31 09:30:00\` in UTC. Parse it with \`?date("yyyy-MM-dd")\` |
| boolean | prints nothing on its own. Use \`?string("yes", "no")\` or \`?c\` |
| list, map, hash | use \`<#list>\`, \`map[key]\`, or an attribute |

*Optional* attributes are often without a value. Working templates show that such a value prints nothing and that \`?has_content\` is
false (observed). Whether it is an empty string or missing is unknown. The emulator assumes an empty string, for which
\`expense.modifiedAmount!0\` prints nothing: FreeMarker takes the default only for a missing value. Test your template both ways
with \`template render --absent missing\`.

Large exports run the template several times, each time with a batch of the reports, and join the output: \`addHeader\` is true for the first
batch only (documented). The emulator assumes batches of 200 reports. The \`message\` of an email in \`onFinish\` is a separate template,
which only has the list \`filenames\` (documented).

The *evidence* column is about the name and the meaning; [fidelity.md](fidelity.md) explains the words.
`;

const RECONCILIATION = `
In these templates, all strings are HTML-escaped (\`&amp;\`), and money spent is negative. The objects are Java beans: \`getName()\` finds
\`name\`, and \`approved\` finds \`getApproved()\`. \`submitted\` is the date of \`getSubmitted()\`, not the boolean of \`isSubmitted()\` (assumed).
The emulator removes the comments that import data from the output, with their lines (assumed).
`;

/** docs/reference/template-attributes.md: every attribute, with its evidence. */
export function renderTemplateAttributes(): string {
  return [
    INTRODUCTION,
    '# Export templates\n',
    ...SHAPES.export.map((shape) => section(shape)),
    `# Reconciliation templates\n${RECONCILIATION}`,
    ...SHAPES.reconciliation.map((shape) => section(shape)),
  ].join('\n');
}

function section({ name, meaning, attributes, isOpen, isBean }: ShapeFacts): string {
  if (isOpen === true) return `## ${name}\n\n${meaning}. The data decides on the names.\n`;
  const named = new Set<string>();
  const rows = attributes.map((facts) => {
    const { isOptional, source } = facts;
    const cells = [`\`${nameOf(facts, isBean === true, named)}\``, typeOf(facts), isOptional === true ? 'optional' : '', facts.meaning];
    return `| ${[...cells, describeEvidence(facts), source].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    `## ${name}`,
    '',
    `${meaning}.`,
    '',
    '| attribute | type | | meaning | evidence | source |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** If a property has two getters, the first one provides it, and the second is only listed as a method. */
function nameOf(facts: AttributeFacts, isBean: boolean, named: Set<string>): string {
  if (facts.isMethod !== true) return facts.name;
  const property = isBean ? beanNames(facts).find((name) => !named.has(name)) : undefined;
  if (property !== undefined) named.add(property);
  return property === undefined ? `${facts.name}()` : `${facts.name}()\`, \`${property}`;
}

function typeOf({ kind, shape }: AttributeFacts): string {
  if (kind === 'free-text') return 'free text';
  if (shape === undefined) return kind;
  const link = `[${shape}](#${shape.toLowerCase().replaceAll(' ', '-')})`;
  if (kind === 'list') return `list of ${link}`;
  return kind === 'map' ? `map of ${link}` : `${kind}: ${link}`;
}
