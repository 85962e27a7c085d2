import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconSchool } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import type { Finetune } from './finetune.ts';
import { LabelsStep } from './LabelsStep.tsx';
import { ResultsStep } from './ResultsStep.tsx';
import { RunsStep } from './RunsStep.tsx';
import { TrainStep } from './TrainStep.tsx';
import type { Step } from './training/recipeStore.ts';

const steps: { value: Step; label: string }[] = [
  { value: 'labels', label: 'Labels' },
  { value: 'train', label: 'Train' },
  { value: 'results', label: 'Learnt' },
  { value: 'runs', label: 'Runs' },
];

/** The room: a person teaches a network a new question with a few labels and sees what it learnt. */
export function FinetuneRoom({ finetune }: { finetune: Finetune }) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const step = useStore(finetune.recipe, s => s.step);
  const { go } = finetune.recipe.getState();
  const failure = useStore(finetune.runs, s => s.failure);
  const saved = useStore(finetune.labelling, s => s.saved);
  if (!catalogue?.hasImages) {
    return (
      <section className={room.room} aria-label="Fine-tune a network">
        <EmptyState icon={<IconSchool size={20} />}>
          {catalogue
            ? `${catalogue.name} has no images, and a network is taught by images: open a catalogue that has some in the Data room.`
            : 'Open a catalogue in the Data room: a network is taught with labels of its galaxies.'}
        </EmptyState>
      </section>
    );
  }
  return (
    <section className={room.room} aria-label="Fine-tune a network">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Step"
        data={steps}
        value={step}
        onChange={value => go(value as Step)}
      />
      {failure && (
        <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />}>
          {failure}
        </EmptyState>
      )}
      {typeof saved === 'object' && (
        <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />}>
          {saved.failure}
        </EmptyState>
      )}
      {step === 'labels' && <LabelsStep finetune={finetune} />}
      {step === 'train' && <TrainStep finetune={finetune} />}
      {step === 'results' && <ResultsStep finetune={finetune} />}
      {step === 'runs' && <RunsStep finetune={finetune} />}
    </section>
  );
}
