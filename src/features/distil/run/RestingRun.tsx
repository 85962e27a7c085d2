import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { formatCount } from '../../../ui/text/quantity.ts';
import classes from './RunPanel.module.css';
import type { RunControls } from './runControls.ts';

/** After a reload: the run worked on last, if it did not come to its end, until one is opened. */
export function RestingRun({ store }: { store: RunControls }) {
  const { notices } = useSession();
  const { runs, open, unread } = useStore(store.runs);
  const last = runs[0];
  if (unread) return <p className={room.note}>{unread}</p>;
  if (open || !last || last.iterations >= last.settings.iterations) return null;
  return (
    <div className={classes.resting}>
      <p className={room.note}>
        “{last.title}” rests after {formatCount(last.iterations)} of {formatCount(last.settings.iterations)}{' '}
        iterations.
      </p>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => {
          store.showRun(last.key).catch((error: unknown) => notices.getState().complain(sentenceOf(error)));
        }}
      >
        Show it
      </Button>
    </div>
  );
}
