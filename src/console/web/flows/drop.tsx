import { useState } from 'preact/hooks';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { Empty } from '../ui/empty.js';

/** Where a file is dropped or chosen. */
export function Drop({ onFile, onExample }: { onFile: (file: File) => void; onExample: () => void }) {
  const [isOver, setIsOver] = useState(false);
  const take = (file: File | undefined): void => {
    setIsOver(false);
    if (file !== undefined) onFile(file);
  };
  return (
    <div
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer?.files[0]);
      }}
    >
      <Empty icon="flows" title="Drop an export of Okta Workflows here.">
        <p>A .flow, .folder or .flopack file</p>
        <Bar>
          <label class="button">
            Choose a file
            <input
              type="file"
              accept=".flow,.folder,.flopack,.json"
              onChange={({ currentTarget }) => {
                take(currentTarget.files?.[0]);
                // Otherwise, the corrected file of the same name would not be a change.
                currentTarget.value = '';
              }}
            />
          </label>
          <Button onClick={onExample}>Try the example</Button>
        </Bar>
      </Empty>
    </div>
  );
}
