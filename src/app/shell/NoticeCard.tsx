import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { type Notice, readingMs } from '../../session/notices.ts';
import { undoForMs } from '../../session/pendingDeletions.ts';
import { useSession } from '../../session/SessionContext.tsx';
import styles from './NoticeCard.module.css';

const detailsShown = 50; // more lines than anybody reads; the count is in the sentence

interface NoticeCardProps {
  notice: Notice;
  /** True for the one on screen; the others wait. */
  shown: boolean;
}

/**
 * One sentence and what can be done about it. It leaves by itself once it could be read, unless it holds an action, is being pointed
 * at, or has the focus; what can be undone is so for its time alone, after which the sentence may stay without its Undo.
 */
export function NoticeCard({ notice, shown }: NoticeCardProps) {
  const { tone, details = [], undo, action, offersReload, reload, id } = notice;
  const { notices } = useSession();
  const dismiss = () => notices.getState().dismiss(id);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [undoable, setUndoable] = useState(undo !== undefined);
  useEffect(() => {
    if (!undoable) return;
    const timer = setTimeout(() => {
      setUndoable(false); // an Undo that stayed longer would do nothing
      setFocused(false); // it may have been that button's
    }, undoForMs);
    return () => clearTimeout(timer);
  }, [undoable]);
  const stays = (action && !undo) || offersReload;
  const leavesAfterMs = stays ? null : Math.max(0, readingMs(notice) - (undo ? undoForMs : 0));
  const waits = undoable || pointed || focused || (!shown && !undo);
  useEffect(() => {
    if (leavesAfterMs === null || waits) return;
    const timer = setTimeout(() => notices.getState().expire(id), leavesAfterMs);
    return () => clearTimeout(timer);
  }, [leavesAfterMs, waits, id, notices]);
  useEffect(() => {
    if (shown) return;
    setPointed(false); // what is off the screen is told of no pointer that leaves it
    setFocused(false);
  }, [shown]);
  if (!shown) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only lets it stay
    <div
      className={styles.notice}
      data-tone={tone}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
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
      {undo && undoable && (
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
