import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';

/** Saves the open catalogue with all that belongs to it as one file. */
export function SaveSession({ onSave }: { onSave(): Promise<void> }) {
  const { notices } = useSession();
  const [saving, setSaving] = useState(false);
  function save(): void {
    setSaving(true);
    onSave()
      .catch(error => notices.getState().complain(`The session could not be saved: ${sentenceOf(error)}`))
      .finally(() => setSaving(false));
  }
  return (
    <section className={room.part} aria-labelledby="session-title">
      <h2 id="session-title" className={room.title}>
        Take it elsewhere
      </h2>
      <p className={room.note}>
        One file with the galaxies, the map, columns, sets, ratings and labels, yours and other people’s,
        settings, and all that was trained: fine-tuned networks, clusterings, distillations. It opens in this
        app on any machine.
      </p>
      <div className={room.line}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={saving}
          onClick={save}
        >
          Save the session
        </Button>
      </div>
    </section>
  );
}
