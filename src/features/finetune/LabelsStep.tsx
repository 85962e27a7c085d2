import '@mantine/core/styles/Radio.css';
import { Button, Radio } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { PeopleFold } from '../../ui/people/PeopleFold.tsx';
import room from '../../ui/room.module.css';
import { formatCount } from '../../ui/text/quantity.ts';
import type { Finetune } from './finetune.ts';
import { ClassCounts } from './labels/ClassCounts.tsx';
import { JoinLabels } from './labels/JoinLabels.tsx';
import { LabelByHand } from './labels/LabelByHand.tsx';
import { adviceOf } from './labels/labelAdvice.ts';
import type { SourceKind } from './labels/labelSources.ts';
import type { Question } from './labels/question.ts';
import { SourceFields } from './labels/SourceFields.tsx';
import { useQuestion } from './labels/useQuestion.ts';
import { useShownValues } from './runs/useShownValues.ts';
import { ClassWeights } from './training/ClassWeights.tsx';
import { splitSizes } from './training/runPlan.ts';

const kinds: { value: SourceKind; label: string }[] = [
  { value: 'column', label: 'A column' },
  { value: 'rule', label: 'A rule over columns' },
  { value: 'preset', label: 'The classes of a paper' },
  { value: 'votes', label: 'Volunteers’ votes on a question' },
  { value: 'hand', label: 'Your own hand' },
];

const FinetunePeople = lazyPart(
  'The people',
  async () => (await import('./FinetunePeople.tsx')).FinetunePeople,
);

/** What the network is to learn, from which galaxies. */
export function LabelsStep({ finetune }: { finetune: Finetune }) {
  const { labelling, recipe, people } = finetune;
  const source = useStore(labelling, s => s.source);
  const { question, problem, position, columns } = useQuestion(labelling);
  const { choose } = labelling.getState();
  const others = useStore(people, s => s.others.length);
  return (
    <div className={room.part}>
      <Radio.Group
        size="xs"
        label="Labels come from"
        value={source.kind}
        onChange={value => choose({ kind: value as SourceKind })}
      >
        <div className={room.part} style={{ marginBlockStart: 8, gap: 6 }}>
          {kinds.map(({ value, label }) => (
            <Radio key={value} size="xs" value={value} label={label} />
          ))}
        </div>
      </Radio.Group>
      {source.kind === 'hand' ? (
        <ByHand finetune={finetune} />
      ) : (
        <>
          <SourceFields {...{ source, columns, problem, position }} onChoose={choose} />
          <JoinLabels />
        </>
      )}
      {problem && source.kind !== 'rule' && (
        <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />}>
          {problem}
        </EmptyState>
      )}
      {question && <Counted finetune={finetune} question={question} />}
      <div>
        <Button size="xs" disabled={!question} onClick={() => recipe.getState().go('train')}>
          Go on to training
        </Button>
      </div>
      <PeopleFold others={others}>
        <FinetunePeople finetune={finetune} />
      </PeopleFold>
    </div>
  );
}

function ByHand({ finetune }: { finetune: Finetune }) {
  const shown = useShownValues(finetune.runs);
  const classifier =
    shown?.run.task.kind === 'classes' ? { name: shown.run.name, probabilities: shown.values } : null;
  return <LabelByHand labelling={finetune.labelling} classifier={classifier} />;
}

/** How many galaxies each class has, what that means, and how they are divided into the parts of the split. */
function Counted({ finetune, question }: { finetune: Finetune; question: Question }) {
  const own = useStore(finetune.recipe, s => s.recipe);
  const { seed } = own;
  const ids = useStore(useSession().catalogue, s => s.catalogue?.ids) ?? [];
  const { change } = finetune.recipe.getState();
  const { sentences } = adviceOf(question);
  const { train, validation, test } = splitSizes(question, ids, seed);
  return (
    <>
      <ClassCounts question={question} />
      {sentences.length > 0 && (
        <ul className={room.advice} aria-label="Before you train">
          {sentences.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {question.kind === 'classes' && <ClassWeights {...{ question }} recipe={own} onChange={change} />}
      <p className={room.note}>
        {formatCount(train)} to train on, {formatCount(validation)} to validate, {formatCount(test)} to test,
        each class divided in the same shares by a hash of the ids (seed {seed}).
      </p>
    </>
  );
}
