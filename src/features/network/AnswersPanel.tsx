import { Loader, Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { volunteerShares } from '../../data/galaxyZoo/volunteerShares.ts';
import { useSession } from '../../session/SessionContext.tsx';
import room from '../../ui/room.module.css';
import { Term } from '../../ui/text/Term.tsx';
import { ClassBars } from './answers/ClassBars.tsx';
import { DecisionTree } from './answers/DecisionTree.tsx';
import { columnNames } from './answers/predictedColumns.ts';
import classes from './NetworkRoom.module.css';
import type { Answers, NetworkStore } from './networkStore.ts';
import { Headless, PaneFailure } from './PaneFailure.tsx';
import { usePane } from './usePane.ts';

const intervalMeaning =
  'In nine of ten cases the share lies between these: 5 % and 95 % quantiles of the distribution the network gives for it.';

interface AnswersPanelProps {
  store: NetworkStore;
  onChooseWeights?(): void;
}

/** What the selected galaxy's volunteers would say: the decision tree, or a bar for each class. */
export function AnswersPanel({ store, onChooseWeights }: AnswersPanelProps) {
  const { status, result, failure, refresh } = usePane(store.answers);
  if (failure !== null) return <PaneFailure failure={`No answers: ${failure}`} onRetry={refresh} />;
  if (!result) {
    return (
      <>
        <Working words="Asking the network" shown={status === 'working'} />
        <Skeleton height={220} aria-hidden="true" />
      </>
    );
  }
  if (!result.head) return <Headless weights={result.weights} onChooseWeights={onChooseWeights} />;
  return <Known store={store} answers={result} stale={status === 'working'} />;
}

/** Room for the words on what is being computed, so that nothing moves when they come; screen readers hear them. */
export function Working({ words, shown }: { words: string; shown: boolean }) {
  return (
    <div className={classes.status} role="status">
      {shown && (
        <>
          <Loader size={14} aria-hidden="true" />
          <span>{words}</span>
        </>
      )}
    </div>
  );
}

function Known({ store, answers, stale }: { store: NetworkStore; answers: Answers; stale: boolean }) {
  const session = useSession();
  const columns = useStore(session.columns, s => s.columns);
  const painted = useStore(session.columns, s => s.painted);
  const { row, head, values, weights } = answers;
  const names = useMemo(() => (head ? columnNames(head) : []), [head]);
  const read = useMemo(
    () => (head?.kind === 'tree' ? volunteerShares(head.questions, columns) : null),
    [head, columns],
  );
  const volunteers = useMemo(() => read?.(row) ?? null, [read, row]);
  const paintable = useMemo(() => new Set(columns.map(column => column.name)), [columns]);
  function choose(answer: number): void {
    const name = names[answer];
    session.columns.getState().paint(painted === name ? null : name);
    store.choice.getState().chooseAnswer(answer);
  }
  if (!head) return null;
  const shared = { painted: painted === null ? -1 : names.indexOf(painted), onChoose: choose };
  const canPaint = names.length > 0 && paintable.has(names[0]);
  const hint = canPaint
    ? ' Choose an answer to colour the map by it.'
    : ' The map can be coloured by an answer once the galaxies are embedded.';
  return (
    <div className={stale ? classes.stale : undefined} aria-busy={stale}>
      <p className={room.note}>
        {head.kind === 'tree' ? (
          <>
            Share of volunteers expected to give each answer, by {weights}, with its{' '}
            <Term meaning={intervalMeaning}>90 % interval</Term>
            {volunteers && ' and what volunteers said (○)'}. Grey: fewer than half would be asked.{hint}
          </>
        ) : (
          <>
            Probability of each class, by {weights}.{hint}
          </>
        )}
      </p>
      {head.kind === 'tree' ? (
        <DecisionTree questions={head.questions} values={values} volunteers={volunteers} {...shared} />
      ) : (
        <ClassBars names={head.classes} values={values} {...shared} />
      )}
    </div>
  );
}
