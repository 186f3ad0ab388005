import type { Emulator } from '../../src/index.js';

/** A response as text, with the emulator's advisories. */
export interface TextAnswer {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly advisories: readonly string[];
}

/** Sends a job whose response may be something other than JSON. */
export async function sendForText(emulator: Emulator, job: object, fields: Record<string, string> = {}): Promise<TextAnswer> {
  return sendFormForText(emulator, encodeForm(emulator, job, fields));
}

/** Sends a form that is encoded already. */
export async function sendFormForText(emulator: Emulator, body: Uint8Array<ArrayBuffer>): Promise<TextAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await emulator.fetch(emulator.endpoint, { method: 'POST', body, headers });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return {
    status: response.status,
    text: new TextDecoder().decode(bytes),
    contentType: response.headers.get('content-type') ?? '',
    bytes,
    advisories: response.headers.get('x-emulator-advisory')?.split(', ') ?? [],
  };
}

function encodeForm(emulator: Emulator, job: object, fields: Record<string, string>): Uint8Array<ArrayBuffer> {
  const form = new URLSearchParams({ requestJobDescription: JSON.stringify({ credentials: emulator.credentials, ...job }), ...fields });
  return new TextEncoder().encode(form.toString());
}

export interface Asked {
  readonly template?: string;
  readonly extension?: unknown;
  readonly filters?: object;
  readonly settings?: object;
  readonly output?: object;
  readonly job?: object;
}

/** Exports reports with a template; by default a line for each. */
export function exportReports(emulator: Emulator, asked?: Asked): Promise<TextAnswer> {
  return sendFormForText(emulator, exportForm(emulator, asked));
}

/** The encoded form of an export. Encoding megabytes takes the client longer than answering takes the emulator. */
export function exportForm(
  emulator: Emulator,
  {
    template = `<#list reports as r>\${r.reportID}\n</#list>`,
    extension = 'csv',
    filters = { startDate: '2025-01-01' },
    settings,
    output,
    job,
  }: Asked = {},
): Uint8Array<ArrayBuffer> {
  return encodeForm(
    emulator,
    {
      type: 'file',
      onReceive: { immediateResponse: ['returnRandomFileName'] },
      inputSettings: { type: 'combinedReportData', filters, ...settings },
      outputSettings: { fileExtension: extension, ...output },
      ...job,
    },
    { template },
  );
}

export function download(emulator: Emulator, fileName: string, fileSystem = 'integrationServer'): Promise<TextAnswer> {
  return sendForText(emulator, { type: 'download', fileName, fileSystem });
}

/** What the first file of an export contains. */
export async function exportedText(emulator: Emulator, asked?: Asked): Promise<string> {
  const { text } = await exportReports(emulator, asked);
  return (await download(emulator, text.split(',')[0] ?? '')).text;
}
