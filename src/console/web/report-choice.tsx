import type { ReportDocument } from '../../emulator/world/entities/report.js';
import type { ShownRow } from '../read-rows.js';
import type { ReportFacts } from '../row-facts.js';
import { companyPath } from './api.js';
import { useResource } from './hooks.js';
import { money } from './money.js';
import { STATUSES } from './report-statuses.js';
import { Select } from './ui/field.js';
import type { TemplateChoice } from './use-rendered.js';

type Choice = Omit<TemplateChoice, 'company' | 'template'>;

const CHOSEN = 'Selected reports';
/** The most reports that can be selected one by one. */
const LISTED = 200;

/** Selects the reports that a template is rendered with: all, those with a status, or selected ones. */
export function ReportChoice({ company, choice, onChange }: { company: string; choice: Choice; onChange: (choice: Choice) => void }) {
  const change = (value: string): void => {
    if (value === CHOSEN) onChange({ kind: 'export', reports: [] });
    else onChange({ kind: 'export', ...(value !== '' && { status: value }) });
  };
  return (
    <>
      <Select label="Reports" value={choice.reports === undefined ? (choice.status ?? '') : CHOSEN} onText={change}>
        <option value="">All reports</option>
        {STATUSES.map((status) => (
          <option key={status}>{status}</option>
        ))}
        <option>{CHOSEN}</option>
      </Select>
      {choice.reports !== undefined && (
        <Ticks company={company} chosen={choice.reports} onChange={(reports) => onChange({ kind: 'export', reports })} />
      )}
    </>
  );
}

interface TicksProps {
  readonly company: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function Ticks({ company, chosen, onChange }: TicksProps) {
  const { data } = useResource<{ total: number; rows: ShownRow<ReportDocument, ReportFacts>[] }>(
    `${companyPath(company, 'reports')}?order=newest&limit=${LISTED}`,
    'world',
  );
  const tick = (key: string, isTicked: boolean): void => onChange(isTicked ? [...chosen, key] : chosen.filter((other) => other !== key));
  return (
    <fieldset class="ticks">
      <legend>Selected reports</legend>
      {data?.rows.map(({ key, document, facts }) => (
        <label key={key} class="check">
          <input type="checkbox" checked={chosen.includes(key)} onChange={(event) => tick(key, event.currentTarget.checked)} />
          {document.name} ({document.status}, {facts && money(facts.total, facts.currency)})
        </label>
      ))}
    </fieldset>
  );
}
