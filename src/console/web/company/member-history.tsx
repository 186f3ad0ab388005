import type { PersonChange } from '../../history.js';
import { companyPath } from '../api.js';
import { dateTime } from '../date-time.js';
import { useResource } from '../hooks.js';
import { Change } from '../requests/changes.js';
import { queryOf } from '../rows.js';
import { Problem } from '../ui/problem.js';
import { None } from '../ui/text.js';
import { Timeline } from '../ui/timeline.js';

/** The requests that changed a person, newest first, with what each changed. */
export function MemberHistory({ company, email }: { company: string; email: string }) {
  const path = `${companyPath(company, 'history')}?${queryOf({ email })}`;
  const { data, problem } = useResource<{ history: PersonChange[] }>(path, 'world');
  if (data === undefined) return <Problem text={problem} />;
  return (
    <section class="stack" aria-label="History">
      <h3>History</h3>
      {data.history.length === 0 ? (
        <None>No request in the journal changed this person.</None>
      ) : (
        <Timeline
          label="Requests that changed this person"
          moments={data.history.map(({ id, at, job, changes }) => ({
            key: id,
            content: (
              <>
                <p>
                  Changed by <a href={`/#/requests/${id}?tab=changes`}>request {id}</a>{' '}
                  <span class="quiet">
                    {job} · {dateTime(at)}
                  </span>
                </p>
                <div class="diff">
                  {changes.map((change) => (
                    <Change key={`${change.collection} ${change.key}`} change={change} />
                  ))}
                </div>
              </>
            ),
          }))}
        />
      )}
    </section>
  );
}
