import { useState } from 'preact/hooks';
import type { GeneratedFileDocument } from '../../emulator/world/entities/generated-file.js';
import type { FileFacts } from '../row-facts.js';
import type { ShownRow } from '../rows.js';
import { ask } from './api.js';
import { useCompany } from './company/company-tabs.js';
import { useAction, useResource } from './hooks.js';
import { rowsPath } from './rows.js';
import { confirmed } from './ui/confirm.js';
import { Empty } from './ui/empty.js';
import { Page } from './ui/page.js';
import { Pager } from './ui/pager.js';
import { Problem } from './ui/problem.js';
import { ROWS } from './ui/rows-of.js';
import { Said } from './ui/said.js';
import { Table } from './ui/table.js';

type Row = ShownRow<Omit<GeneratedFileDocument, 'content'> & { readonly size: number }, FileFacts>;

/** The files that exports have created, newest first. */
export function FilesPage({ company }: { company: string | undefined }) {
  const { current, tabs } = useCompany('files', company);
  return (
    <Page title="Files" size="wide">
      <p class="lead">Files created by export and reconciliation jobs. Download them here, or with a “download” job.</p>
      {tabs}
      {current !== undefined && <Files key={current} company={current} />}
    </Page>
  );
}

function Files({ company }: { company: string }) {
  const [page, setPage] = useState(0);
  const { data, problem, reload } = useResource<{ total: number; rows: Row[] }>(
    `${rowsPath(company, 'files')}?order=newest&limit=${ROWS}&offset=${page * ROWS}`,
    'world',
  );
  const { run, notice } = useAction();
  const remove = (key: string): void =>
    run(async () => {
      const question = { title: 'Delete this file?', text: `${key} will be gone. Only a new export brings it back.`, action: 'Delete' };
      if (!(await confirmed(question))) return undefined;
      await ask(rowsPath(company, 'files', key), { method: 'DELETE' });
      reload();
      return `Deleted ${key}.`;
    });
  const { total = 0, rows = [] } = data ?? {};
  return (
    <>
      <Problem text={problem} />
      <Said {...notice} />
      {data !== undefined && total === 0 && (
        <Empty icon="files" title="No files yet.">
          <p>Files appear here after an export.</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <Table isWide label="Files" head={['Name', 'Type', 'Size', 'Created by', 'Created', 'Expires', 'Action']}>
          {rows.map((file) => (
            <File key={file.key} company={company} file={file} onDelete={() => remove(file.key)} />
          ))}
        </Table>
      )}
      <Pager page={page} all={total} onPage={setPage} />
    </>
  );
}

function File({ company, file, onDelete }: { company: string; file: Row; onDelete: () => void }) {
  const { key, document, facts } = file;
  return (
    <tr>
      <th scope="row">
        <a href={`/_emulator/${rowsPath(company, 'files', key)}`} download={key}>
          {key}
        </a>
      </th>
      <td>{document.contentType}</td>
      <td class="number">{sizeText(document.size)}</td>
      <td>{document.account}</td>
      <td class="number">{document.created}</td>
      <td class="number">
        {document.expires} {facts?.isExpired === true && <span class="badge bad">Expired</span>}
      </td>
      <td>
        <button type="button" aria-label={`Delete ${key}`} onClick={onDelete}>
          Delete
        </button>
      </td>
    </tr>
  );
}

/** `950 B`, `1.2 kB`, `3.4 MB` */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
