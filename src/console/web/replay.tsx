import { useState } from 'preact/hooks';
import type { ReplayPreview } from '../replay.js';
import { ask } from './api.js';
import { Changes } from './changes.js';
import { useAction } from './hooks.js';
import { pretty, Said, Text } from './parts.js';

type Preview = Omit<ReplayPreview, 'isMore'> & { readonly hasMoreChanges?: boolean };

/** Sends a request again. A request that writes is previewed first and needs a confirmation. */
export function Replay({ id, onReplayed }: { id: number; onReplayed: (id: number) => void }) {
  const { run, notice } = useAction();
  const [preview, setPreview] = useState<Preview>();
  const send = async (confirm: string | undefined): Promise<string> => {
    setPreview(undefined);
    const body = confirm === undefined ? {} : { confirm };
    const { id: newest, status } = await ask<{ id: number; status: number }>(`exchanges/${id}/replay`, { body });
    onReplayed(newest);
    return `Sent again as #${newest}: HTTP ${status}.`;
  };
  const look = (): void =>
    run(async () => {
      const seen = await ask<Preview>(`exchanges/${id}/replay/preview`, { method: 'POST' });
      if (seen.confirm === undefined) return send(undefined);
      setPreview(seen);
      return 'Not sent yet. Review the changes below.';
    });
  return (
    <>
      <div class="bar">
        <button type="button" onClick={look}>
          Replay
        </button>
      </div>
      <Said {...notice} />
      {preview !== undefined && (
        <ReplayPreviewBox preview={preview} onSend={() => run(() => send(preview.confirm))} onCancel={() => setPreview(undefined)} />
      )}
    </>
  );
}

/** Shows what a replay would do, and asks for confirmation. */
function ReplayPreviewBox({ preview, onSend, onCancel }: { preview: Preview; onSend: () => void; onCancel: () => void }) {
  return (
    <section class="box warn" aria-label="Replay preview">
      {preview.changes.length === 0 ? <p>No members would change.</p> : <Changes entry={preview} title="Changes a replay would make" />}
      {preview.answer !== undefined && <Text label="Expected response" text={pretty(preview.answer)} />}
      <div class="bar">
        <button type="button" onClick={onSend}>
          Replay now
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </section>
  );
}
