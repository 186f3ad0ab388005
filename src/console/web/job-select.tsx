import { useResource } from './hooks.js';
import { Select } from './ui/field.js';

interface Names {
  readonly jobs: readonly string[];
  readonly scim: readonly string[];
}

/** Selects a job of the Integration Server or a SCIM operation. "" selects all. */
export function JobSelect({ value, all, onChange }: { value: string; all: string; onChange: (job: string) => void }) {
  const { data } = useResource<Names>('jobs');
  return (
    <Select label="Job" value={value} onText={onChange}>
      <option value="">{all}</option>
      <optgroup label="Integration Server">
        {data?.jobs.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </optgroup>
      <optgroup label="SCIM">
        {data?.scim.map((name) => (
          <option key={name} value={name}>
            {name === 'scim' ? 'scim (all requests)' : name}
          </option>
        ))}
      </optgroup>
    </Select>
  );
}
