import { useRef, useState } from 'preact/hooks';
import type { PageTexts } from '../page-texts.js';
import { useCompany } from './company/company-tabs.js';
import { useAction, useResource } from './hooks.js';
import { ReportChoice } from './report-choice.js';
import { saveFile } from './save-file.js';
import { TemplateResult } from './template-result.js';
import { Bar } from './ui/bar.js';
import { Button } from './ui/button.js';
import { Select, TextArea } from './ui/field.js';
import { Page } from './ui/page.js';
import { Said } from './ui/said.js';
import { type TemplateChoice, useRendered } from './use-rendered.js';

type Choice = Omit<TemplateChoice, 'company' | 'template'>;

/** The last input, kept while other pages are shown. */
const typed: Partial<Record<Choice['kind'], string>> = {};

/** An editor for a template, which shows its output with the company's reports while you type. */
export function TemplatesPage({ company }: { company: string | undefined }) {
  const { current, tabs } = useCompany('templates', company);
  const { data: samples } = useResource<PageTexts>('texts');
  return (
    <Page title="Templates" size="wide">
      <p class="lead">Type an export template and see what it prints. Like the live service, rendering skips directives that fail.</p>
      {tabs}
      {current !== undefined && samples !== undefined && <Workbench key={current} company={current} samples={samples} />}
    </Page>
  );
}

function Workbench({ company, samples }: { company: string; samples: PageTexts }) {
  const startOf = (kind: Choice['kind']): string => typed[kind] ?? samples[kind];
  const [choice, setChoice] = useState<Choice>({ kind: 'export' });
  const [template, setTemplate] = useState(startOf('export'));
  const area = useRef<HTMLTextAreaElement>(null);
  const rendering = useRendered({ ...choice, company, template });
  const type = (text: string): void => {
    typed[choice.kind] = text;
    setTemplate(text);
  };
  const choose = (chosen: Choice): void => {
    if (chosen.kind !== choice.kind) setTemplate(startOf(chosen.kind));
    setChoice(chosen);
  };
  return (
    <div class="sides">
      <section aria-label="Editor">
        <Bar>
          <Select label="Kind" value={choice.kind} onText={(typed) => choose({ kind: typed === 'export' ? 'export' : 'reconciliation' })}>
            <option value="export">Report export</option>
            <option value="reconciliation">Card reconciliation</option>
          </Select>
          {choice.kind === 'export' && <ReportChoice company={company} choice={choice} onChange={choose} />}
        </Bar>
        <Editor area={area} text={template} onType={type} />
      </section>
      <section aria-label="Result">
        <TemplateResult
          rendering={rendering}
          noun={choice.kind === 'export' ? 'report' : 'card'}
          onPlace={(line, column) => select(area.current, line, column)}
        />
      </section>
    </div>
  );
}

interface EditorProps {
  readonly area: { current: HTMLTextAreaElement | null };
  readonly text: string;
  readonly onType: (text: string) => void;
}

function Editor({ area, text, onType }: EditorProps) {
  const { run, notice } = useAction();
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    run(async () => {
      onType(await file.text());
      return `Loaded ${file.name}.`;
    });
  };
  return (
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer?.files[0]);
      }}
    >
      <TextArea label="Template" ref={area} class="editor" rows={24} spellcheck={false} value={text} onText={onType} />
      <Bar>
        <label class="button">
          Open a file
          <input type="file" accept=".ftl,.txt,.csv,.json,.xml,.html" onChange={(event) => take(event.currentTarget.files?.[0])} />
        </label>
        <Button onClick={() => saveFile(text, 'template.ftl', 'text/plain')}>Download template</Button>
      </Bar>
      <Said {...notice} />
    </div>
  );
}

/** Moves the caret to an error. */
function select(area: HTMLTextAreaElement | null, line: number, column: number): void {
  if (area === null) return;
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  area.focus();
  area.setSelectionRange(start, Math.max(start + 1, start + (lines[line - 1]?.length ?? 0) - column + 1));
}
