import type { Advisory } from '../../../emulator/advisories/table.js';
import { guideLink } from '../guide/guide-link.js';
import { Evidence } from '../ui/evidence.js';
import { Facts } from '../ui/facts.js';
import { colourOf, severityOf } from '../ui/severity.js';
import { None, Quiet } from '../ui/text.js';
import type { Opened } from './opened.js';

/** What worked here and why it may fail in production, the worst first. */
export function AdvisoryList({ advisories }: { advisories: readonly Advisory[] }) {
  if (advisories.length === 0) return <None>No advisories: nothing about this request is known to fail in production.</None>;
  const sorted = [...advisories].sort((one, other) => severityOf(one.code) - severityOf(other.code));
  return (
    <>
      {sorted.map(({ code, message }) => (
        <p key={code + message} class={`box ${colourOf(code)}`}>
          <strong>{code}</strong> {message} <a href={guideLink(`reference/advisories#${code}`)}>Read the guide</a>
        </p>
      ))}
    </>
  );
}

/** How it is known that the live service responds like this. */
export function EvidenceOf({ entry: { answer, evidence, fault } }: { entry: Opened }) {
  if (answer === undefined && fault === undefined) return <None>This response belongs to no job, so there is no evidence for it.</None>;
  return (
    <>
      <Facts
        facts={[
          ['Response', answer && <code>{answer}</code>],
          ['Evidence', evidence && <Evidence evidence={evidence} />],
          ['Fault', fault],
        ]}
      />
      <Quiet>
        Documented and recorded responses come from the reference or from real traffic. What is assumed may differ in the live service.{' '}
        <a href={guideLink('reference/fidelity')}>All evidence</a>
      </Quiet>
    </>
  );
}
