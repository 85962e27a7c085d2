import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { formatCount, formatCounted, formatPercent } from '../../../ui/text/quantity.ts';
import type { RunStore } from '../run/runState.ts';
import classes from './Judge.module.css';
import type { JudgeStore } from './judgeStore.ts';

/** How much of a clustering is left when it is trained again with another seed. @param kept key of a run of this browser; null where it is none */
export function SteadyPart({
  judge,
  runs,
  kept,
}: {
  judge: JudgeStore;
  runs: RunStore;
  kept: string | null;
}) {
  const { notices } = useSession();
  const { steadiness, paintSteady } = useStore(judge);
  const busy = useStore(runs, s => s.open !== null && s.open.step !== 'resting');
  const again = (key: string) =>
    runs
      .getState()
      .again(key)
      .catch((error: unknown) => notices.getState().complain(sentenceOf(error)));
  return (
    <div className={room.part}>
      {steadiness && (
        <p className={room.note}>
          {formatCount(steadiness.disputed)} of {formatCount(steadiness.told)} galaxies (
          {formatPercent(steadiness.disputed / Math.max(1, steadiness.told))}) are disputed: of{' '}
          {formatCounted(steadiness.others, 'other training')}, fewer than half place them in the same
          cluster.
        </p>
      )}
      <div className={classes.actions}>
        {steadiness && (
          <Button size="compact-xs" variant="default" onClick={paintSteady}>
            Map with disputed ones grey
          </Button>
        )}
        {kept !== null && (
          <Button size="compact-xs" variant="default" disabled={busy} onClick={() => void again(kept)}>
            Train it again with another seed
          </Button>
        )}
      </div>
    </div>
  );
}
