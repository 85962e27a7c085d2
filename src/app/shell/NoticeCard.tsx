import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Notice } from '../../session/notices.ts';
import { undoForMs } from '../../session/pendingDeletions.ts';
import { useSession } from '../../session/SessionContext.tsx';
import styles from './NoticeCard.module.css';

const detailsShown = 50; // more lines than anybody reads; the count is in the sentence
const readMs = 6000; // two sentences at leisure

interface NoticeCardProps {
  notice: Notice;
  /** True for the one on screen; the others wait. */
  shown: boolean;
}

/** One sentence and what can be done about it. It leaves by itself unless it holds an action or, without an Undo, is being pointed at. */
export function NoticeCard({ notice, shown }: NoticeCardProps) {
  const { tone, details = [], undo, action, offersReload, reload, id } = notice;
  const { notices } = useSession();
  const dismiss = () => notices.getState().dismiss(id);
  const [held, setHeld] = useState(false);
  const leavesAfterMs = undo ? undoForMs : action || offersReload ? null : readMs;
  const waits = !undo && (held || !shown); // what can be undone is so for its time alone: an Undo that stayed would do nothing
  useEffect(() => {
    if (leavesAfterMs === null || waits) return;
    const timer = setTimeout(() => notices.getState().expire(id), leavesAfterMs);
    return () => clearTimeout(timer);
  }, [leavesAfterMs, waits, id, notices]);
  useEffect(() => {
    if (!shown) setHeld(false); // what is off the screen is told of no pointer that leaves it
  }, [shown]);
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
          <details className={styles.which}>
            <summary>Show which</summary>
            <ul className={styles.details}>
              {details.slice(0, detailsShown).map(line => (
                <li key={line}>{line}</li>
              ))}
              {details.length > detailsShown && <li>and {details.length - detailsShown} more</li>}
            </ul>
          </details>
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
