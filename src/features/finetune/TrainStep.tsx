import { Button, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { freshStartOf } from '../../maths/architectures/freshStart.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { CompareStarts } from './compare/CompareStarts.tsx';
import type { Finetune } from './finetune.ts';
import { adviceOf } from './labels/labelAdvice.ts';
import type { Question } from './labels/question.ts';
import { useQuestion } from './labels/useQuestion.ts';
import { TrainingProgress } from './runs/TrainingProgress.tsx';
import { DepthChoice } from './training/DepthChoice.tsx';
import type { StartChoice } from './training/finetuneClients.ts';
import { RecipeForm } from './training/RecipeForm.tsx';
import { ShapeFields, shapeProblem } from './training/ShapeFields.tsx';

/** The choice of start, depth and recipe; then the training itself. */
export function TrainStep({ finetune }: { finetune: Finetune }) {
  const { question } = useQuestion(finetune.labelling);
  const work = useStore(finetune.runs, s => s.work);
  const starts = useStarts(finetune);
  const { go } = finetune.recipe.getState();
  if (work) return <TrainingProgress runs={finetune.runs} />;
  if (!question) {
    return (
      <EmptyState
        action={
          <Button size="xs" onClick={() => go('labels')}>
            Choose labels
          </Button>
        }
      >
        A network is taught by labels, and none are chosen yet.
      </EmptyState>
    );
  }
  return <TrainForm {...{ finetune, question, starts }} />;
}

function TrainForm({
  finetune,
  question,
  starts,
}: {
  finetune: Finetune;
  question: Question;
  starts: readonly StartChoice[];
}) {
  const { jobs } = useSession();
  const recipe = useStore(finetune.recipe, s => s.recipe);
  const runs = useStore(finetune.runs, s => s.runs) ?? [];
  const testing = useStore(finetune.pair, s => s.job !== null);
  const comparing = useStore(finetune.comparison, s => s.job !== null) || testing;
  const embedding = useStore(jobs, s =>
    s.jobs.some(job => job.outcome === 'running' && job.title.startsWith('Embed')),
  );
  const { change } = finetune.recipe.getState();
  const usual = newName(
    question.name,
    runs.map(each => each.name),
  );
  const [name, setName] = useState('');
  const { cannotTrain, sentences } = adviceOf(question);
  const fresh = freshStartOf(recipe.start);
  const begun = starts.find(start => start.name === recipe.start);
  const title = begun?.title ?? recipe.start;
  const impossible = shapeProblem(recipe) !== null;
  return (
    <div className={room.part}>
      <Select
        size="xs"
        label="Begin from"
        allowDeselect={false}
        data={starts.map(start => ({ value: start.name, label: start.title }))}
        value={recipe.start}
        onChange={start => start && change({ start })}
      />
      {fresh ? (
        <>
          <p className={room.note}>{fresh.meaning} The whole network learns.</p>
          <ShapeFields {...{ fresh, recipe }} onChange={change} />
        </>
      ) : (
        <DepthChoice recipe={recipe} blocks={begun?.blocks} onChange={change} />
      )}
      <RecipeForm recipe={recipe} onChange={change} onReset={finetune.recipe.getState().reset} />
      <TextInput
        size="xs"
        label="Name of the run"
        placeholder={usual}
        value={name}
        maxLength={60}
        onChange={event => setName(event.currentTarget.value)}
      />
      {cannotTrain && (
        <ul className={room.advice} aria-label="Before you train">
          {sentences.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {embedding && (
        <p className={room.note}>
          The catalogue is still being embedded: training and embedding will slow each other down.
        </p>
      )}
      <div>
        <Button
          disabled={cannotTrain || comparing || impossible}
          onClick={() => void finetune.runs.getState().begin(question, recipe, name.trim() || usual)}
        >
          {recipe.depth === 'head' ? 'Train head' : 'Train network'}
        </Button>
      </div>
      <p className={room.note}>
        {question.name} from {title}.
      </p>
      {question.kind === 'classes' && !fresh && (
        <CompareStarts
          {...{ question, recipe }}
          starts={starts.filter(({ name }) => !freshStartOf(name))}
          comparison={finetune.comparison}
          disabled={cannotTrain || testing}
        />
      )}
    </div>
  );
}

function useStarts({ starts }: Finetune): readonly StartChoice[] {
  const [found, setFound] = useState<readonly StartChoice[]>([]);
  useEffect(() => {
    let gone = false;
    starts().then(
      list => !gone && setFound(list),
      () => {}, // the list then stays empty and the recipe's start is used
    );
    return () => {
      gone = true;
    };
  }, [starts]);
  return found;
}

/** "ring > 0.5", then "ring > 0.5, 2" */
function newName(question: string, taken: readonly string[]): string {
  const name = question.slice(0, 40);
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) if (!taken.includes(`${name}, ${n}`)) return `${name}, ${n}`;
}
