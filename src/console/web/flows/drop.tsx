import { useState } from 'preact/hooks';
import { Button } from '../ui/button.js';

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
      <label class="button">
        Choose a .flow, .folder or .flopack file, or drop it here
        <input type="file" accept=".flow,.folder,.flopack,.json" onChange={(event) => take(event.currentTarget.files?.[0])} />
      </label>{' '}
      <Button onClick={onExample}>Try the example</Button>
    </div>
  );
}
