import { useResource } from '../hooks.js';
import { JobSelect } from '../job-select.js';
import { setParams } from '../route.js';
import { Search } from '../search.js';
import { Chip } from '../ui/chip.js';
import { Input, Select } from '../ui/field.js';
import { Form } from '../ui/form.js';
import { CHIPS, type ChipName, type Filter } from './filter.js';

/** What the list shows. It is kept in the address, so that a link shows the same. */
export function FilterForm({ filter }: { filter: Filter }) {
  const { data } = useResource<{ companies: { id: string; name: string }[] }>('companies', 'world');
  const { text, code, job, company, chips } = filter;
  const toggle = (name: ChipName): void => {
    const next = chips.includes(name) ? chips.filter((other) => other !== name) : [...chips, name];
    setParams({ only: next.join() });
  };
  return (
    <Form class="filter bare" aria-label="Filter">
      <Search value={text} placeholder="Search emails, policies…   /" />
      <Input
        label="Code"
        value={code}
        placeholder="Code: 410, 4xx"
        onText={(typed) => setParams({ code: typed.replace(/[^\dxX-]/g, '') })}
      />
      <JobSelect value={job} all="All jobs" onChange={(chosen) => setParams({ job: chosen })} />
      <Companies value={company} companies={data?.companies ?? []} />
      <div class="chips whole">
        {Object.entries(CHIPS).map(([name, [title]]) => (
          <Chip key={name} isOn={chips.some((chip) => chip === name)} onToggle={() => isChip(name) && toggle(name)}>
            {title}
          </Chip>
        ))}
      </div>
    </Form>
  );
}

function isChip(name: string): name is ChipName {
  return Object.hasOwn(CHIPS, name);
}

function Companies({ value, companies }: { value: string; companies: readonly { id: string; name: string }[] }) {
  return (
    <Select label="Company" value={value} onText={(typed) => setParams({ company: typed })}>
      <option value="">All companies</option>
      {companies.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
