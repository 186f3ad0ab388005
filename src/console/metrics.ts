import type { EmulatorCore } from '../emulator/emulator.js';
import { BUCKETS_S } from '../emulator/journal/tally.js';

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** The metrics that a Prometheus server scrapes. A reset restarts the counters, which Prometheus can handle. */
export function renderMetrics({ journal, faults, outbox, world }: EmulatorCore): string {
  const { counts, durations, advisories } = journal.tally;
  let sum = 0;
  const buckets = durations.buckets.map((count, index) => {
    sum += count;
    return [`_bucket{le="${BUCKETS_S[index] ?? '+Inf'}"}`, sum] as const;
  });
  return [
    metric(
      'requests_total',
      'counter',
      'Exchanges by job and responseCode, or HTTP status where there is no envelope.',
      counts.map(({ job, code, count }) => [`{job="${job}",code="${code}"}`, count]),
    ),
    metric('request_duration_seconds', 'histogram', 'Time from the end of the request to the start of the response.', [
      ...buckets,
      ['_sum', durations.seconds],
      ['_count', durations.total],
    ]),
    gauge('advisories_total', 'Advisories given.', advisories, 'counter'),
    gauge('faults_armed', 'Faults waiting for a request.', faults.list().length),
    gauge('outbox_mails', 'Emails in the outbox.', outbox.list().length),
    gauge('companies', 'Companies in the world.', world.companies.size),
    gauge('resident_memory_bytes', 'Memory of the process.', process.memoryUsage.rss()),
  ].join('');
}

type Sample = readonly [suffix: string, value: number];

function metric(name: string, type: string, help: string, samples: readonly Sample[]): string {
  const full = `expensify_emulator_${name}`;
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...samples.map(([suffix, value]) => `${full}${suffix} ${value}`), ''].join(
    '\n',
  );
}

function gauge(name: string, help: string, value: number, type = 'gauge'): string {
  return metric(name, type, help, [['', value]]);
}
