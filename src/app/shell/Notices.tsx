import { ActionIcon, Button, Spoiler } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Notice } from '../../session/notices.ts';
import { undoForMs } from '../../session/pendingDeletions.ts';
import { useSession } from '../../session/SessionContext.tsx';
import styles from './Notices.module.css';

const detailsShown = 50; // more lines than anybody reads; the count is in the sentence
const readMs = 6000; // two sentences at leisure

/**
 * The newest sentence for the person, under the search; those before it follow once it has left. One leaves by itself
 * unless it holds an action, or is being pointed at; the tray keeps it.
 */
export function Notices() {
  const { notices } = useSession();
  const all = useStore(notices, n => n.notices);
  return (
    <div role="status" aria-live="polite">
      {all.map((notice, i) => (
        <NoticeCard key={notice.id} notice={notice} shown={i === all.length - 1} />
      ))}
    </div>
  );
}

function NoticeCard({ notice, shown }: { notice: Notice; shown: boolean }) {
  const { tone, details = [], undo, action, offersReload, reload, id } = notice;
  const { notices } = useSession();
  const dismiss = () => notices.getState().dismiss(id);
  const [held, setHeld] = useState(false);
  const leavesAfterMs = undo ? undoForMs : action || offersReload ? null : readMs;
  const waits = held || (!shown && !undo); // what can be undone ends with its time, seen or not
  useEffect(() => {
    if (leavesAfterMs === null || waits) return;
    const timer = setTimeout(() => notices.getState().expire(id), leavesAfterMs);
    return () => clearTimeout(timer);
  }, [leavesAfterMs, waits, id, notices]);
  if (!shown) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only lets it stay
    <div
      className={styles.notice}
      data-tone={tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
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
      {action && (
        <Button
          variant="default"
          onClick={() => {
            action.act();
            dismiss();
          }}
        >
          {action.label}
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
