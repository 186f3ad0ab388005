import { useResource } from '../hooks.js';
import { hashOf } from '../route.js';
import { Problem } from '../ui/problem.js';

interface Listed {
  readonly id: string;
  readonly name: string;
}

/** Returns the company in the page's address, or the first one. `tabs` has links to the others. */
export function useCompany(page: string, id: string | undefined) {
  const { data, problem } = useResource<{ companies: Listed[] }>('companies', 'world');
  const companies = data?.companies ?? [];
  const current = id || companies[0]?.id;
  const tabs = (
    <>
      <Problem text={problem} />
      {companies.length > 1 && (
        <nav class="tabs" aria-label="Companies">
          {companies.map((company) => (
            <a key={company.id} href={hashOf([page, company.id])} aria-current={company.id === current ? 'true' : undefined}>
              {company.name}
            </a>
          ))}
        </nav>
      )}
    </>
  );
  return { current, tabs };
}
