import { FeedError, type FeedSource } from '../../emulator/feeds/feed-source.js';
import type { JobContext } from '../../emulator/implement.js';
import { readLenientJson } from '../../emulator/wire/lenient-json.js';
import { jobError } from '../../protocol/define-job.js';
import type { Soon } from '../../runtime/soon.js';
import { type UpdateEmployeesInput, updateEmployees } from './definition.js';

/** The records of the feed, from the source that the job names. Throws `missing-data` and `feed-unreadable` (410). */
export function readFeed(input: UpdateEmployeesInput, context: JobContext): Soon<readonly unknown[]> {
  if (input.dataSource === undefined) context.advise('missing-data-source');
  if (input.dataSource === 'download' || input.dataSource === 'sftp') {
    return fetchFeed(feedSource(input), context).then((text) => recordsOf(parse(text, 'the feed', context), context));
  }
  const field = context.fields.get('data');
  const nested = input.inputSettings.data;
  if (nested !== undefined) context.advise('nested-feed');
  if (field !== undefined && field !== '') return recordsOf(parse(field, 'data', context), context);
  return recordsOf(typeof nested === 'string' ? parse(nested, 'inputSettings.data', context) : nested, context);
}

function feedSource({ dataSource, credentials }: UpdateEmployeesInput): FeedSource {
  if (dataSource === 'sftp') {
    if (credentials.sftp === undefined) throw jobError(updateEmployees, 'malformed-sftp');
    return { kind: 'sftp', ...credentials.sftp, port: credentials.sftp.port ?? 22 };
  }
  const { feedUrl, feedUser, feedPassword } = credentials;
  if (feedUrl === undefined) throw jobError(updateEmployees, 'feed-unreadable', { problem: "'feedUrl' is missing" });
  return {
    kind: 'download',
    url: feedUrl,
    ...(feedUser !== undefined && { user: feedUser }),
    ...(feedPassword !== undefined && { password: feedPassword }),
  };
}

async function fetchFeed(source: FeedSource, { parts, advise }: JobContext): Promise<string> {
  try {
    return await parts.fetchFeed(source, advise);
  } catch (error) {
    if (!(error instanceof FeedError)) throw error;
    if (error.refusedHost !== undefined) advise('feed-host-refused', error.refusedHost);
    throw jobError(updateEmployees, 'feed-unreadable', { problem: error.message });
  }
}

function parse(text: string, what: string, { advise }: JobContext): unknown {
  const json = readLenientJson(text.replace(/^\uFEFF/, ''));
  if (!json.ok) {
    advise('unreadable-json', `${what} (${json.problem})`);
    throw jobError(updateEmployees, 'missing-data');
  }
  if (!json.isStrict) advise('lenient-json', what);
  return json.value;
}

/** More employees than any company has. A response that names more would exceed the maximum length of a string. */
const MAX_RECORDS = 250_000;

/** A bare array, `{"Employees": […]}`, `{"Employee": …}` which one script sends, or `{"Report_Entry": […]}` from Workday. */
function recordsOf(feed: unknown, { advise }: JobContext): readonly unknown[] {
  const records = unwrap(feed, advise);
  if (records === undefined || records.length === 0) throw jobError(updateEmployees, 'missing-data');
  if (records.length > MAX_RECORDS) throw jobError(updateEmployees, 'feed-unreadable', { problem: `more than ${MAX_RECORDS} records` });
  return records;
}

function unwrap(feed: unknown, advise: JobContext['advise']): readonly unknown[] | undefined {
  if (Array.isArray(feed)) return feed;
  if (typeof feed !== 'object' || feed === null) return undefined;
  if ('Employees' in feed) return Array.isArray(feed.Employees) ? feed.Employees : undefined;
  if ('Employee' in feed) {
    advise('unknown-wrapper', 'Employee');
    return Array.isArray(feed.Employee) ? feed.Employee : [feed.Employee];
  }
  if (!('Report_Entry' in feed && Array.isArray(feed.Report_Entry))) return undefined;
  advise('unknown-wrapper', 'Report_Entry');
  return feed.Report_Entry;
}
