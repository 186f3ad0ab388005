import type { PresetTarget } from '../../../emulator/faults/presets.js';
import { isScimOperation } from '../../../protocol/scim/operations.js';
import { useResource } from '../hooks.js';
import { useRoute } from '../route.js';
import { Search } from '../search.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Evidence } from '../ui/evidence.js';
import { Quiet } from '../ui/text.js';

interface Preset {
  readonly name: string;
  readonly describe: string;
  readonly evidence: string;
  readonly target: PresetTarget;
}

/** SCIM presets don't work for jobs, and job presets don't work for SCIM. */
const GROUPS = [
  ['any', 'Connection presets', undefined],
  ['jobs', 'Integration Server presets', 'scim'],
  ['scim', 'SCIM presets', 'jobs'],
] as const;

/** Known errors, one button each. */
export function Presets({ job, onArm }: { job: string; onArm: (preset: string) => void }) {
  const { data } = useResource<{ presets: Preset[] }>('presets');
  const text = useRoute().params.get('q') ?? '';
  const found = (data?.presets ?? []).filter(({ name, describe }) => `${name} ${describe}`.toLowerCase().includes(text.toLowerCase()));
  return (
    <section class="stack" aria-label="Presets">
      <Bar as="between">
        <h2>Presets</h2>
        <Search value={text} placeholder="429, SCIM, slow…" />
      </Bar>
      {GROUPS.map(([target, title, other]) => (
        <PresetGroup
          key={target}
          title={title}
          presets={found.filter((preset) => preset.target === target)}
          isDisabled={job !== '' && (isScimOperation(job) ? 'scim' : 'jobs') === other}
          onArm={onArm}
        />
      ))}
    </section>
  );
}

interface GroupProps {
  readonly title: string;
  readonly presets: readonly Preset[];
  /** True if these presets don't work for the chosen job. */
  readonly isDisabled: boolean;
  readonly onArm: (preset: string) => void;
}

function PresetGroup({ title, presets, isDisabled, onArm }: GroupProps) {
  if (presets.length === 0) return null;
  return (
    <section class="stack" aria-label={title}>
      <h3>{title}</h3>
      <div class="tiles">
        {presets.map(({ name, describe, evidence }) => (
          <div class="tile" key={name}>
            <Bar as="between">
              <strong>{name}</strong>
              <Button class="small" aria-label={`Arm ${name}`} disabled={isDisabled} onClick={() => onArm(name)}>
                Arm
              </Button>
            </Bar>
            <Quiet>{describe}</Quiet>
            <Evidence evidence={evidence} />
          </div>
        ))}
      </div>
    </section>
  );
}
