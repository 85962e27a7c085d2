import '@mantine/core/styles/NumberInput.css';
import { NumberInput } from '@mantine/core';
import type { SelfMethod, SelfSettings } from '../../maths/selfsupervision/settings.ts';
import room from '../../ui/room.module.css';
import type { SelfPlan } from './selfPlan.ts';

type NumberKey = {
  [Key in keyof SelfSettings]: SelfSettings[Key] extends number ? Key : never;
}[keyof SelfSettings];

const constants: readonly {
  key: NumberKey;
  label: string;
  meaning: string;
  min: number;
  max: number;
  step: number;
  /** The only methods that have it; absent: all. */
  methods?: readonly SelfMethod[];
}[] = [
  {
    key: 'batchSize',
    label: 'Batch',
    meaning: 'Galaxies a step; larger ones are steadier.',
    min: 8,
    max: 512,
    step: 8,
  },
  {
    key: 'learningRate',
    label: 'Learning rate',
    meaning: 'Its highest; it rises first and falls along a cosine.',
    min: 0.000001,
    max: 0.1,
    step: 0.0001,
  },
  {
    key: 'weightDecay',
    label: 'Weight decay',
    meaning: 'Pulls filters and matrices towards 0.',
    min: 0,
    max: 1,
    step: 0.01,
  },
  {
    key: 'momentum',
    label: 'Teacher’s momentum',
    meaning: 'What the teacher keeps of itself a step; it rises to 1.',
    min: 0,
    max: 0.9999,
    step: 0.001,
    methods: ['byol', 'dino'],
  },
  {
    key: 'hidden',
    label: 'Hidden numbers',
    meaning: 'Of the layers between a representation and the loss.',
    min: 8,
    max: 4096,
    step: 64,
  },
  {
    key: 'projection',
    label: 'Projected numbers',
    meaning: 'What the loss compares; of DINO what stands before its answers.',
    min: 8,
    max: 4096,
    step: 64,
  },
  {
    key: 'outputs',
    label: 'Answers',
    meaning: 'Among which the teacher shares out every view.',
    min: 8,
    max: 65_536,
    step: 64,
    methods: ['dino'],
  },
  {
    key: 'localViews',
    label: 'Small views',
    meaning: 'Pieces of a galaxy that the student sees beside two large views.',
    min: 0,
    max: 10,
    step: 1,
    methods: ['dino'],
  },
  {
    key: 'studentTemperature',
    label: 'Student’s temperature',
    meaning: 'Lower makes its shares sharper.',
    min: 0.01,
    max: 1,
    step: 0.01,
    methods: ['dino'],
  },
  {
    key: 'centreMomentum',
    label: 'Centre’s momentum',
    meaning: 'What the mean of the teacher’s answers, taken off them, keeps of itself a step.',
    min: 0,
    max: 0.9999,
    step: 0.01,
    methods: ['dino'],
  },
];

/** Every constant with a sentence on what it does. */
export function ConstantFields({
  plan,
  onChange,
}: {
  plan: SelfPlan;
  onChange(fields: Partial<SelfPlan>): void;
}) {
  const { settings, start } = plan;
  return (
    <div className={room.settings}>
      {start.kind === 'top' && (
        <NumberInput
          size="xs"
          label="Blocks that learn"
          description="From the top; those below stay as they are."
          min={1}
          max={6}
          value={start.blocks}
          onChange={blocks => typeof blocks === 'number' && onChange({ start: { kind: 'top', blocks } })}
        />
      )}
      {constants
        .filter(({ methods }) => !methods || methods.includes(settings.method))
        .map(({ key, label, meaning, min, max, step }) => (
          <NumberInput
            key={key}
            size="xs"
            {...{ label, min, max, step, description: meaning, value: settings[key] }}
            onChange={value =>
              typeof value === 'number' && onChange({ settings: { ...settings, [key]: value } })
            }
          />
        ))}
      {settings.method === 'dino' &&
        (['at first', 'later'] as const).map((when, i) => (
          <NumberInput
            key={when}
            size="xs"
            label={`Teacher’s temperature ${when}`}
            description={
              i === 0
                ? 'Below the student’s: it sharpens.'
                : 'Reached after a tenth of the steps; above 0.07 it is unsteady.'
            }
            min={0.01}
            max={1}
            step={0.01}
            value={settings.teacherTemperature[i]}
            onChange={value => {
              if (typeof value !== 'number') return;
              const [first, later] = settings.teacherTemperature;
              const teacherTemperature = i === 0 ? ([value, later] as const) : ([first, value] as const);
              onChange({ settings: { ...settings, teacherTemperature } });
            }}
          />
        ))}
      <NumberInput
        size="xs"
        label="Seed"
        description="Fixes which galaxies are drawn, their views and their order."
        min={0}
        max={1_000_000}
        value={plan.seed}
        onChange={seed => typeof seed === 'number' && onChange({ seed })}
      />
    </div>
  );
}
