import type { Finding } from '../../emulator/exports/lint/rules.js';
import { countOf } from '../../util/count-of.js';
import type { RenderedTemplate } from '../templates.js';
import { saveFile } from './save-file.js';
import { Bar } from './ui/bar.js';
import { Button } from './ui/button.js';
import { CodeBlock } from './ui/code-block.js';
import { None, Quiet } from './ui/text.js';
import type { Rendering } from './use-rendered.js';

type OnPlace = (line: number, column: number) => void;

interface Props {
  readonly rendering: Rendering;
  /** The kind of data that the template is rendered with. */
  readonly noun: 'report' | 'card';
  /** Moves the caret to a position in the template. */
  readonly onPlace: OnPlace;
}

/** The most characters shown. The download has all of them, but a browser would take seconds to lay them out. */
const SHOWN = 100_000;
/** The most errors shown. Nobody reads more. */
const ERRORS = 50;

/** Shows a template's output, its problem if there is none, and the skipped errors. */
export function TemplateResult({ rendering, noun, onPlace }: Props) {
  const { result, output, problem } = rendering;
  const isCurrent = problem === undefined && result?.output !== undefined;
  return (
    <>
      <div class="summary">
        {isCurrent ? <Summary rendering={rendering} noun={noun} /> : <Failure rendering={rendering} onPlace={onPlace} />}
      </div>
      {output !== undefined && (
        <>
          <Bar as="between">
            <h2>{isCurrent ? 'Output' : 'Last output'}</h2>
            <Button disabled={output === ''} onClick={() => saveFile(output, 'export.txt', 'text/plain')}>
              Download output
            </Button>
          </Bar>
          {output === '' ? <None>The template printed nothing.</None> : <Output text={output} />}
        </>
      )}
      {result !== undefined && <Findings findings={result.findings} onPlace={onPlace} />}
      {result !== undefined && result.errorCount > 0 && <Skipped result={result} onPlace={onPlace} />}
    </>
  );
}

function Summary({ rendering: { result }, noun }: Omit<Props, 'onPlace'>) {
  const { count = 0, errorCount = 0, output = '' } = result ?? {};
  return (
    <p role="status" class="said">
      Rendered with {countOf(count, noun)}: {countOf(output.length, 'character')},{' '}
      {errorCount === 0 ? 'no errors' : `${countOf(errorCount, 'error')} skipped`}.
    </p>
  );
}

function Failure({ rendering: { result, problem }, onPlace }: Omit<Props, 'noun'>) {
  const { message, line, column } = result?.problem ?? { message: problem };
  return (
    <p role="status" class={message === undefined ? 'said' : 'said bad'}>
      <Place line={line} column={column} onPlace={onPlace} /> {message ?? 'Rendering…'}
    </p>
  );
}

function Output({ text }: { text: string }) {
  return (
    <div class="output">
      <CodeBlock label="Output" text={text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text} />
    </div>
  );
}

function Skipped({ result: { errors, errorCount }, onPlace }: { result: RenderedTemplate; onPlace: OnPlace }) {
  const different = [...new Map(errors.map((error) => [`${error.line}:${error.column} ${error.message}`, error])).entries()];
  return (
    <>
      <h2>Skipped errors ({errorCount})</h2>
      {different.slice(0, ERRORS).map(([key, { message, line, column, source }]) => (
        <div key={key} class="box warn">
          <Place line={line} column={column} onPlace={onPlace} /> {message}
          <pre>{source}</pre>
        </div>
      ))}
      {different.length > ERRORS && <Quiet>Only the first {ERRORS} places are shown.</Quiet>}
    </>
  );
}

const COLOURS: Readonly<Record<Finding['level'], string>> = { error: 'bad', warning: 'warn', note: '' };

/** Shows what may go wrong in production although the template works here. */
function Findings({ findings, onPlace }: { findings: readonly Finding[]; onPlace: OnPlace }) {
  if (findings.length === 0) return null;
  return (
    <>
      <h2>Lint findings ({findings.length})</h2>
      {findings.map(({ rule, level, line, column, message, advice }) => (
        <div key={`${line}:${column} ${rule} ${message}`} class={`box ${COLOURS[level]}`}>
          <Place line={line} column={column} onPlace={onPlace} /> <strong>{level}</strong> {message} {advice} <code>{rule}</code>
        </div>
      ))}
    </>
  );
}

function Place({ line, column, onPlace }: { line?: number | undefined; column?: number | undefined; onPlace: OnPlace }) {
  if (line === undefined || column === undefined) return null;
  return (
    <Button class="place" onClick={() => onPlace(line, column)}>
      Line {line}, column {column}
    </Button>
  );
}
