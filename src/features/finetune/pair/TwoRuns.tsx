import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { FinetuneRun, RunAnswers } from '../../../data/runs/finetuneRuns.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { ConfusionMatrix } from '../../../ui/charts/ConfusionMatrix.tsx';
import { IntervalBars } from '../../../ui/charts/IntervalBars.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { AlongColumn } from './AlongColumn.tsx';
import { OnlyOne } from './OnlyOne.tsx';
import classes from './Pair.module.css';
import type { PairStore } from './pairStore.ts';
import { Robustness } from './Robustness.tsx';
import { pairConfusion, pairRecalls, type RunPair, runPair } from './runPair.ts';

/** How the two runs are told apart where there is no room for their names. */
const letters = ['A', 'B'] as const;

interface TwoRunsProps {
  /** Both finished. */
  runs: readonly [FinetuneRun, FinetuneRun];
  pair: PairStore;
}

/** What two runs learnt, on the galaxies that neither was shown. */
export function TwoRuns({ runs, pair }: TwoRunsProps) {
  const ids = useStore(useSession().catalogue, s => s.catalogue?.ids); // others once galaxies are added or removed
  const answers = useAnswers(runs, pair);
  const found = useMemo(() => answers && runPair(runs, answers, id => ids?.find(id)), [runs, answers, ids]);
  if (!found) return null;
  return (
    <section className={room.part} aria-label="What two runs learnt">
      <h2 className={room.heading}>What each learnt</h2>
      {typeof found === 'string' ? (
        <p className={room.note}>{found}</p>
      ) : (
        <Compared {...{ runs, pair, found }} />
      )}
    </section>
  );
}

function Compared({ runs, pair, found }: TwoRunsProps & { found: RunPair }) {
  const recalls = useMemo(() => pairRecalls(found), [found]);
  return (
    <>
      <p className={room.note}>
        {letters.map((letter, i) => `${letter}: ${runs[i].name}`).join('; ')}. On{' '}
        {formatGalaxies(found.ids.length)} that neither was shown, with the same label for both; 95 %
        intervals.
      </p>
      <OnlyOne found={found} />
      <h3 className={room.heading}>Recognised of each class</h3>
      <IntervalBars
        label="Recall of each class"
        bars={recalls.flatMap(({ name, count, recall }) =>
          recall.map((each, side) => ({
            name: `${letters[side]} · ${name}`,
            place: side,
            note: `of ${count}`,
            ...each,
          })),
        )}
        low={0}
        high={1}
      />
      <Confusions found={found} />
      <AlongColumn {...{ found, pair }} />
      <Robustness {...{ runs, pair, found }} />
    </>
  );
}

/** Both confusion matrices; a cell selects its galaxies. */
function Confusions({ found }: { found: RunPair }) {
  const { selection } = useSession();
  const [chosen, setChosen] = useState<{ side: 0 | 1; cell: readonly [number, number] } | null>(null);
  function choose(side: 0 | 1, cell: readonly [number, number]): void {
    setChosen({ side, cell });
    const { labels, predicted, rows, names } = found;
    const own = rows.filter((row, i) => row >= 0 && labels[i] === cell[0] && predicted[side][i] === cell[1]);
    const title = `${names[cell[0]]} taken for ${names[cell[1]]} by ${letters[side]}`;
    selection.getState().chooseMany(Uint32Array.from(own).sort(), title);
  }
  return (
    <>
      <h3 className={room.heading}>Confusion</h3>
      <div className={classes.sides}>
        {([0, 1] as const).map(side => (
          <div key={side}>
            <p className={room.note}>{letters[side]}</p>
            <ConfusionMatrix
              label={`Classes taken for each other by ${letters[side]}`}
              names={found.names}
              counts={pairConfusion(found, side)}
              as="counts"
              chosen={chosen?.side === side ? chosen.cell : null}
              onChoose={cell => choose(side, cell)}
            />
          </div>
        ))}
      </div>
    </>
  );
}

/** Answers of both test splits, once they have been read; null before. */
function useAnswers(
  [first, second]: TwoRunsProps['runs'],
  pair: PairStore,
): readonly [RunAnswers, RunAnswers] | null {
  const [read, setRead] = useState<{ of: string; answers: readonly [RunAnswers, RunAnswers] } | null>(null);
  const of = `${first.key} ${second.key}`;
  useEffect(() => {
    let gone = false;
    const { answers } = pair.getState();
    void Promise.all([answers(first.key), answers(second.key)]).then(
      ([one, other]) => !gone && one && other && setRead({ of, answers: [one, other] }),
      () => {}, // storage that cannot be read is told where runs are listed
    );
    return () => {
      gone = true;
    };
  }, [of, first.key, second.key, pair]);
  return read?.of === of ? read.answers : null;
}
