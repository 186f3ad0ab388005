import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { GeneratedFileDocument } from '../../emulator/world/entities/generated-file.js';
import type { ShownRow } from '../read-rows.js';
import type { FileFacts } from '../row-facts.js';
import { ask, companyPath } from './api.js';
import { useCompany } from './company/company-tabs.js';
import { PastNote } from './company/past-note.js';
import { useAction, useResource } from './hooks.js';
import { pastPath, usePast } from './past.js';
import { Badge } from './ui/badge.js';
import { Button } from './ui/button.js';
import { confirmed } from './ui/confirm.js';
import { Empty } from './ui/empty.js';
import { Page } from './ui/page.js';
import { Pager } from './ui/pager.js';
import { Problem } from './ui/problem.js';
import { ROWS } from './ui/rows-of.js';
import { Said } from './ui/said.js';
import { Table } from './ui/table.js';

type Row = ShownRow<Omit<GeneratedFileDocument, 'content'> & { readonly size: number }, FileFacts>;

const HEAD = ['Name', 'Type', 'Size', 'Created by', 'Created', 'Expires'];

/** The files that exports have created, newest first. */
export function FilesPage({ company }: { company: string | undefined }) {
  const { current, tabs } = useCompany('files', company);
  const at = usePast();
  return (
    <Page title="Files" size="wide">
      <p class="lead">Files created by export and reconciliation jobs. Download them here, or with a “download” job.</p>
      {tabs}
      {current !== undefined && at !== undefined && <PastNote company={current} at={at} />}
      {current !== undefined && <Files key={current} company={current} />}
    </Page>
  );
}

function Files({ company }: { company: string }) {
  const at = usePast();
  const [page, setPage] = useState(0);
  const { data, problem, reload } = useResource<{ total: number; rows: Row[] }>(
    `${pastPath(company, at, 'files')}?order=newest&limit=${ROWS}&offset=${page * ROWS}`,
    'world',
  );
  const { run, notice } = useAction();
  const remove = (key: string): void =>
    run(async () => {
      const question = { title: 'Delete this file?', text: `${key} will be gone. Only a new export brings it back.`, action: 'Delete' };
      if (!(await confirmed(question))) return undefined;
      await ask(companyPath(company, 'files', key), { method: 'DELETE' });
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
        <Table
          isWide
          label="Files"
          head={at === undefined ? [...HEAD, 'Action'] : HEAD}
          rows={rows.map((file) => cellsOf(file, pastPath(company, at, 'files', file.key), at === undefined ? remove : undefined))}
        />
      )}
      <Pager page={page} all={total} onPage={setPage} />
    </>
  );
}

/** What a file's row shows. `path` leads to its content. */
function cellsOf({ key, document, facts }: Row, path: string, remove: ((key: string) => void) | undefined): ComponentChildren[] {
  const { contentType, size, account, created, expires } = document;
  return [
    <a href={`/_emulator/${path}`} download={key}>
      {key}
    </a>,
    contentType,
    sizeText(size),
    account,
    created,
    facts?.isExpired === true ? (
      <>
        {expires} <Badge as="bad">Expired</Badge>
      </>
    ) : (
      expires
    ),
    ...(remove === undefined
      ? []
      : [
          <Button class="danger" aria-label={`Delete ${key}`} onClick={() => remove(key)}>
            Delete
          </Button>,
        ]),
  ];
}

/** `950 B`, `1.2 kB`, `3.4 MB` */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
