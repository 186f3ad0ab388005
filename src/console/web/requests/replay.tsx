import { useState } from 'preact/hooks';
import type { ReplayPreview } from '../../replay.js';
import { ask } from '../api.js';
import { useAction } from '../hooks.js';
import { Bar } from '../ui/bar.js';
import { Button } from '../ui/button.js';
import { CodeBlock } from '../ui/code-block.js';
import { pretty } from '../ui/pretty.js';
import { Said } from '../ui/said.js';
import { Changes } from './changes.js';
import { type Edited, EditForm } from './edit-form.js';
import type { Opened } from './opened.js';

type Preview = Omit<ReplayPreview, 'isMore'> & { readonly hasMoreChanges?: boolean };

interface Seen {
  readonly preview: Preview;
  readonly edit: Edited;
}

/** Sends a request again, as it was or with edits. A request that writes is previewed first and needs a confirmation. */
export function Replay({ entry, onReplayed }: { entry: Opened; onReplayed: (id: number) => void }) {
  const { id } = entry;
  const { run, notice } = useAction();
  const [seen, setSeen] = useState<Seen>();
  const [isEditing, setIsEditing] = useState(false);
  const send = async (edit: Edited, confirm: string | undefined): Promise<string> => {
    setSeen(undefined);
    const body = { ...edit, ...(confirm !== undefined && { confirm }) };
    const { id: newest, status } = await ask<{ id: number; status: number }>(`exchanges/${id}/replay`, { body });
    onReplayed(newest);
    return `Sent again as #${newest}: HTTP ${status}.`;
  };
  const look = (edit: Edited): void =>
    run(async () => {
      setIsEditing(false);
      const preview = await ask<Preview>(`exchanges/${id}/replay/preview`, { method: 'POST', body: edit });
      if (preview.confirm === undefined) return send(edit, undefined);
      setSeen({ preview, edit });
      return 'Not sent yet. Review the changes below.';
    });
  return (
    <>
      <Button class="small primary" onClick={() => look({})}>
        Replay
      </Button>
      <Button class="small" onClick={() => setIsEditing(true)}>
        <span>
          Edit<span class="long"> and replay</span>
        </span>
      </Button>
      <Said {...notice} />
      {isEditing && <EditForm entry={entry} onSend={look} onClose={() => setIsEditing(false)} />}
      {seen !== undefined && (
        <PreviewBox
          preview={seen.preview}
          onSend={() => run(() => send(seen.edit, seen.preview.confirm))}
          onCancel={() => setSeen(undefined)}
        />
      )}
    </>
  );
}

/** Shows what a replay would do, and asks for confirmation. */
function PreviewBox({ preview, onSend, onCancel }: { preview: Preview; onSend: () => void; onCancel: () => void }) {
  return (
    <section class="box warn stack whole" aria-label="Replay preview">
      {preview.changes.length === 0 ? <p>No members would change.</p> : <Changes entry={preview} title="Changes a replay would make" />}
      {preview.answer !== undefined && <CodeBlock label="Expected response" text={pretty(preview.answer)} />}
      <Bar>
        <Button class="primary" onClick={onSend}>
          Replay now
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </Bar>
    </section>
  );
}
