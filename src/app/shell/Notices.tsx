import { ActionIcon, Button, Spoiler } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Notice } from '../../session/notices.ts';
import { undoForMs } from '../../session/pendingDeletions.ts';
import { useSession } from '../../session/SessionContext.tsx';
import styles from './Notices.module.css';

const detailsShown = 50; // more lines than anybody reads; the count is in the sentence

/** Sentences at the lower edge of the map: problems stay until they are dismissed, the others disappear after ten seconds. */
export function Notices() {
  const { notices } = useSession();
  const all = useStore(notices, n => n.notices);
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {all.map(notice => (
        <NoticeCard key={notice.id} notice={notice} dismiss={() => notices.getState().dismiss(notice.id)} />
      ))}
    </div>
  );
}

function NoticeCard({ notice, dismiss }: { notice: Notice; dismiss: () => void }) {
  const { tone, details = [], undo, offersReload, reload, id } = notice;
  const { notices } = useSession();
  useEffect(() => {
    if (tone !== 'plain' || offersReload) return;
    const timer = setTimeout(() => notices.getState().dismiss(id), undoForMs); // long enough to read two sentences too
    return () => clearTimeout(timer);
  }, [tone, offersReload, id, notices]);
  return (
    <div className={styles.notice} data-tone={tone}>
      <div className={styles.text}>
        <p>{notice.sentence}</p>
        {details.length > 0 && (
          <Spoiler maxHeight={0} showLabel="Show which" hideLabel="Hide" fz="xs">
            <ul className={styles.details}>
              {details.slice(0, detailsShown).map(line => (
                <li key={line}>{line}</li>
              ))}
              {details.length > detailsShown && <li>and {details.length - detailsShown} more</li>}
            </ul>
          </Spoiler>
        )}
      </div>
      {undo && (
        <Button
          variant="default"
          onClick={() => {
            undo();
            dismiss();
          }}
        >
          Undo
        </Button>
      )}
      {offersReload && (
        <Button variant="default" onClick={reload ?? (() => location.reload())}>
          Reload
        </Button>
      )}
      <ActionIcon aria-label="Dismiss" onClick={dismiss}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
