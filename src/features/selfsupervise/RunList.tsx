import { UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import room from '../../ui/room.module.css';
import { formatCount, formatNumber } from '../../ui/text/quantity.ts';
import classes from './RunList.module.css';
import type { SelfStore } from './selfState.ts';

/** Earlier trainings of this catalogue, the last first. */
export function RunList({ store }: { store: SelfStore }) {
  const runs = useStore(store, s => s.runs);
  const work = useStore(store, s => s.work);
  if (!runs || runs.length === 0) return null;
  return (
    <section className={room.part} aria-label="Trainings">
      <h2 className={room.heading}>Trainings</h2>
      <ul className={classes.list}>
        {runs.map(run => {
          const share = run.stepsInAll > 0 ? Math.floor((100 * run.steps) / run.stepsInAll) : 0;
          const linear = run.probes.at(-1)?.linear;
          return (
            <li key={run.key}>
              <UnstyledButton className={classes.run} onClick={() => store.getState().show(run.key)}>
                <span className={room.word}>{run.name}</span>
                <span className={classes.note}>
                  {work?.key === run.key
                    ? 'learning'
                    : run.finished
                      ? 'finished'
                      : `stopped at ${formatCount(share)} %`}
                  {linear !== undefined && `, linear ${formatNumber(linear)}`}
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
