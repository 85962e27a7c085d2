import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconPalette } from '@tabler/icons-react';
import type { ConsensusChoices, VerdictKind } from '../../contracts/people.ts';
import room from '../room.module.css';
import classes from './People.module.css';
import { consensusSentence } from './peopleWords.ts';

interface ConsensusFormProps {
  kind: VerdictKind;
  choices: ConsensusChoices;
  consensus: { count: number; ties: number; tooFew: number };
  /** Number of people. */
  people: number;
  isPainted: boolean;
  /** Label of the button that uses the consensus: "Search with it". */
  useLabel: string;
  /** What that button does, as its tooltip. */
  useMeaning: string;
  onChoose(fields: Partial<ConsensusChoices>): void;
  /** Colours the map by the consensus, or undoes that. */
  onPaint(): void;
  onUse(): void;
}

const methods: { value: ConsensusChoices['method']; label: string }[] = [
  { value: 'median', label: 'Median' },
  { value: 'mean', label: 'Mean' },
  { value: 'majority', label: 'Most given' },
];

const methodNotes: Record<ConsensusChoices['method'], string> = {
  median: 'The rating in the middle; for an even number of ratings, the mean of the two in the middle.',
  mean: 'The mean of all ratings.',
  majority: 'The rating that most people gave; none where several are given equally often.',
};

/** How the consensus is made, and buttons that use it. */
export function ConsensusForm({
  kind,
  choices,
  consensus,
  people,
  isPainted,
  useLabel,
  useMeaning,
  onChoose,
  onPaint,
  onUse,
}: ConsensusFormProps) {
  const { method, fewestPeople } = choices;
  const numbers = Array.from({ length: Math.max(people, fewestPeople) }, (_, i) => i + 1);
  return (
    <section className={room.part} aria-label="Consensus">
      <h3 className={room.heading}>Consensus</h3>
      {kind === 'ratings' && (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="How a consensus is made"
          data={methods}
          value={method}
          onChange={value => onChoose({ method: value as ConsensusChoices['method'] })}
        />
      )}
      <p className={room.note}>
        {kind === 'ratings'
          ? methodNotes[method]
          : 'The class that most people gave; none where several are given equally often.'}
      </p>
      <Select
        size="xs"
        label="Only where enough judged"
        allowDeselect={false}
        data={numbers.map(n => ({
          value: String(n),
          label: n === 1 ? 'one person is enough' : `at least ${n} people`,
        }))}
        value={String(fewestPeople)}
        onChange={value => value && onChoose({ fewestPeople: Number(value) })}
      />
      <p className={room.note} role="status">
        {consensusSentence(consensus, choices)}
      </p>
      <div className={room.line}>
        <Button
          size="compact-sm"
          variant="default"
          className={classes.painted}
          leftSection={<IconPalette size={14} />}
          disabled={consensus.count === 0}
          aria-pressed={isPainted}
          onClick={onPaint}
        >
          Colour the map by it
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          title={useMeaning}
          disabled={consensus.count === 0}
          onClick={onUse}
        >
          {useLabel}
        </Button>
      </div>
    </section>
  );
}
