import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/SegmentedControl.css';
import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { SelfMethod } from '../../maths/selfsupervision/settings.ts';
import { smallView } from '../../maths/selfsupervision/smallNetwork.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { FoldButton } from '../../ui/FoldButton.tsx';
import room from '../../ui/room.module.css';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { ConstantFields } from './ConstantFields.tsx';
import { askableColumns } from './probedLabel.ts';
import { expectedSeconds, type GalaxyChoice, rowsOfChoice, settingsFor } from './selfPlan.ts';
import type { SelfStore } from './selfState.ts';

const methods: Record<SelfMethod, { title: string; meaning: string }> = {
  byol: {
    title: 'BYOL',
    meaning:
      'A student predicts from one view of a galaxy what its own running average, the teacher, says of another view.',
  },
  vicreg: {
    title: 'VICReg',
    meaning:
      'Two views of a galaxy are to be alike, while every number keeps its spread over galaxies and none repeats another.',
  },
  dino: {
    title: 'DINO',
    meaning:
      'A student that sees small pieces of a galaxy is to answer as the teacher does of large ones; the teacher’s answers are sharpened, and centred so that no answer takes all. A transformer learns from it what to look at.',
  },
};

const kinds = {
  top: {
    name: 'top blocks',
    label: 'Top blocks of a network',
    meaning: 'The blocks that know galaxies already are adapted to these: most is learnt in a minute.',
  },
  small: {
    name: 'from nothing',
    label: 'Small, from nothing',
    meaning: `A thin EfficientNet-Lite that sees ${smallView.sidePx} px and knows nothing: hours, and some ten thousand galaxies, until it knows something.`,
  },
  vit: {
    name: 'transformer',
    label: 'Transformer, from nothing',
    meaning:
      'ViT-micro, whose attention the Network room shows. It learns more slowly still: on a few thousand galaxies it trails a convolutional network.',
  },
} as const;

/** Which galaxies, which network, which method, how long; then the training. */
export function PlanForm({ store }: { store: SelfStore }) {
  const session = useSession();
  const plan = useStore(store, s => s.plan);
  const starts = useStore(store, s => s.starts);
  const trialMs = useStore(store, s => s.trialMs);
  const taken = useStore(store, s => s.runs) ?? [];
  useStore(session.filters, s => s.passing);
  useStore(session.selection, s => s.rows);
  const columns = useStore(session.columns, s => s.columns);
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const { change, begin } = store.getState();
  const { start, settings } = plan;
  const counts = Object.fromEntries(
    (['all', 'filtered', 'selected'] as const).map(choice => [choice, rowsOfChoice(session, choice).length]),
  ) as Record<GalaxyChoice, number>;
  const galaxies = Math.min(counts[plan.galaxies], plan.most);
  const tooFew = galaxies < settings.batchSize;
  const askable = askableColumns(columns);
  const column = askable.find(each => each.name === plan.column);
  const needsThreshold =
    column?.kind === 'number' &&
    column.values.some((each: number) => !Number.isNaN(each) && !Number.isInteger(each));
  const { method } = settings;
  const usual = newName(`${methods[method].title} ${kinds[start.kind].name}`, taken);
  const choose = (fields: { method?: SelfMethod; kind?: keyof typeof kinds }) => {
    const kind = fields.kind ?? start.kind;
    const nextStart = kind === start.kind ? start : kind === 'top' ? { kind, blocks: 2 } : { kind };
    const toTransformer = kind === 'vit' && start.kind !== 'vit';
    const nextMethod = fields.method ?? (toTransformer ? 'dino' : method);
    change({ start: nextStart, settings: settingsFor(nextMethod, nextStart) });
  };
  return (
    <div className={room.part}>
      <p className={room.note}>
        A network sees two views of each galaxy, turned, mirrored, shifted, zoomed and with other noise, and
        learns to know the galaxy again. No label is read.
      </p>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Galaxies to learn from"
        data={[
          { value: 'all', label: `All ${formatCount(counts.all)}` },
          { value: 'filtered', label: `Filtered ${formatCount(counts.filtered)}` },
          { value: 'selected', label: `Selected ${formatCount(counts.selected)}` },
        ]}
        value={plan.galaxies}
        onChange={value => change({ galaxies: value as GalaxyChoice })}
      />
      <p className={room.note}>A kept set is opened in Explore, and is then what is selected.</p>
      <NumberInput
        size="xs"
        label="At most so many of them"
        description="Drawn at random; their images are held in memory."
        min={16}
        max={20_000}
        step={500}
        value={plan.most}
        onChange={value => typeof value === 'number' && change({ most: value })}
      />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Network"
        orientation="vertical"
        data={Object.entries(kinds).map(([value, { label }]) => ({ value, label }))}
        value={start.kind}
        onChange={value => choose({ kind: value as keyof typeof kinds })}
      />
      <p className={room.note}>{kinds[start.kind].meaning}</p>
      {start.kind === 'top' && (
        <Select
          size="xs"
          label="Begin from"
          allowDeselect={false}
          data={(starts.length > 0 ? starts : [{ name: plan.weights, title: plan.weights }]).map(each => ({
            value: each.name,
            label: each.title,
          }))}
          value={plan.weights}
          onChange={weights => weights && change({ weights })}
        />
      )}
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Method"
        data={Object.entries(methods).map(([value, { title }]) => ({ value, label: title }))}
        value={method}
        onChange={value => choose({ method: value as SelfMethod })}
      />
      <p className={room.note}>{methods[method].meaning}</p>
      <NumberInput
        size="xs"
        label="Epochs"
        description="Times each galaxy is shown."
        min={1}
        max={1000}
        value={settings.epochs}
        onChange={epochs => typeof epochs === 'number' && change({ settings: { ...settings, epochs } })}
      />
      <Select
        size="xs"
        label="Judge it by a label"
        description="Asked only, never learnt from: what neighbours and a linear layer tell of it, beside other weights."
        placeholder="None"
        clearable
        clearButtonProps={{ 'aria-label': 'Judge it by no label' }}
        searchable
        data={askable.map(each => ({ value: each.name, label: each.label ?? each.name }))}
        value={column?.name ?? null}
        onChange={value => change({ column: value })}
      />
      {needsThreshold && (
        <NumberInput
          size="xs"
          label={`Yes where ${column.label ?? column.name} is above`}
          step={0.1}
          value={plan.above}
          onChange={value => typeof value === 'number' && change({ above: value })}
        />
      )}
      <FoldButton open={open} onChange={setOpen}>
        More constants
      </FoldButton>
      {open && <ConstantFields plan={plan} onChange={change} />}
      <TextInput
        size="xs"
        label="Name"
        placeholder={usual}
        value={name}
        maxLength={60}
        onChange={event => setName(event.currentTarget.value)}
      />
      <p className={room.note} role="status">
        {tooFew
          ? `A step takes ${settings.batchSize} galaxies; there are ${galaxies}. Choose more, or a smaller batch.`
          : `${formatGalaxies(galaxies)}, ${settings.epochs === 1 ? 'once' : `${settings.epochs} times`} each: ${timeText(expectedSeconds(plan, galaxies, trialMs ?? Number.NaN))}`}
      </p>
      <div>
        <Button disabled={tooFew} onClick={() => void begin(name.trim() || usual)}>
          Learn without labels
        </Button>
      </div>
    </div>
  );
}

/** "about 12 min here" */
function timeText(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'how long it takes here is seen after the first steps.';
  const minutes = seconds / 60;
  const about =
    minutes < 1.5
      ? 'a minute'
      : minutes < 90
        ? `${Math.round(minutes)} minutes`
        : `${(minutes / 60).toFixed(1)} hours`;
  return `about ${about} here, as this machine's short trial tells; the first steps tell it better.`;
}

/** "BYOL top blocks", then "BYOL top blocks, 2" */
function newName(base: string, taken: readonly { name: string }[]): string {
  const names = taken.map(({ name }) => name);
  if (!names.includes(base)) return base;
  for (let n = 2; ; n++) if (!names.includes(`${base}, ${n}`)) return `${base}, ${n}`;
}
