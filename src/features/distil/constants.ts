import type { DistilMethod, DistilSettings } from '../../contracts/distilSettings.ts';

/** One number of a method, as the room offers it for change. */
export interface Constant {
  group: 'experts' | 'matching' | 'distribution' | 'evaluation' | 'run';
  label: string;
  /** One sentence. */
  meaning: string;
  least: number;
  most?: number;
  /** Absent: any number. */
  whole?: boolean;
  /** Of the keys' step. */
  step: number;
  methods: readonly DistilMethod[];
  get(settings: DistilSettings): number;
  set(settings: DistilSettings, value: number): DistilSettings;
}

const matchers: readonly DistilMethod[] = ['stm', 'mtt'];
const stm: readonly DistilMethod[] = ['stm'];
const every: readonly DistilMethod[] = ['stm', 'mtt', 'dm'];

type Group = 'experts' | 'matching' | 'distribution' | 'evaluation';
type Fields = Pick<Constant, 'label' | 'meaning' | 'least' | 'most' | 'whole' | 'step' | 'methods'>;
type Numbers<G extends Group> = {
  [K in keyof DistilSettings[G]]-?: DistilSettings[G][K] extends number ? K : never;
}[keyof DistilSettings[G]];

function of<G extends Group>(group: G, name: Numbers<G>, fields: Fields): Constant {
  return {
    group,
    ...fields,
    get: settings => settings[group][name] as number,
    set: (settings, value) => ({ ...settings, [group]: { ...settings[group], [name]: value } }),
  };
}

const ofRun = (name: 'width' | 'iterations' | 'seed', fields: Fields): Constant => ({
  group: 'run',
  ...fields,
  get: settings => settings[name],
  set: (settings, value) => ({ ...settings, [name]: value }),
});

const count = { least: 1, step: 1, whole: true };
const rate = { least: 0, step: 0.01 };
const share = { least: 0, most: 1, step: 0.05 };

/** Every constant of the methods, in the order they come into play. */
export const constants: readonly Constant[] = [
  ofRun('iterations', {
    ...count,
    label: 'Iterations',
    meaning: 'It stops after so many, if nothing stopped it before.',
    methods: every,
  }),
  ofRun('width', {
    ...count,
    label: 'Width',
    meaning: 'Channels of each of the student’s three layers: more see more and take longer.',
    methods: every,
  }),
  ofRun('seed', {
    least: 0,
    step: 1,
    whole: true,
    label: 'Seed',
    meaning: 'Of everything random; runs with the same seed and galaxies share their experts.',
    methods: every,
  }),
  of('experts', 'experts', {
    ...count,
    label: 'Experts',
    meaning: 'Networks trained on all galaxies, which the student is to follow.',
    methods: matchers,
  }),
  of('experts', 'epochs', {
    ...count,
    label: 'Epochs of an expert',
    meaning: 'How often each expert sees every galaxy.',
    methods: matchers,
  }),
  of('experts', 'batchSize', {
    ...count,
    label: 'Batch of an expert',
    meaning: 'Galaxies an expert sees in one step.',
    methods: matchers,
  }),
  of('experts', 'learningRate', {
    ...rate,
    step: 0.001,
    label: 'Rate of an expert',
    meaning: 'How far an expert moves in one step.',
    methods: matchers,
  }),
  of('experts', 'momentum', {
    ...share,
    label: 'Momentum of an expert',
    meaning: 'Share of the last step that goes into the next.',
    methods: matchers,
  }),
  of('experts', 'weightDecay', {
    ...rate,
    step: 0.0005,
    label: 'Weight decay of an expert',
    meaning: 'Draws an expert’s parameters towards nothing.',
    methods: matchers,
  }),
  of('matching', 'studentSteps', {
    ...count,
    label: 'Student steps N',
    meaning: 'Steps of the student that are to bring it where an expert’s epoch does.',
    methods: matchers,
  }),
  of('matching', 'stepSize', {
    ...rate,
    step: 0.005,
    label: 'First step size',
    meaning: 'Where the learnt step size of the student begins.',
    methods: matchers,
  }),
  of('matching', 'imageRate', {
    least: 0,
    step: 100,
    label: 'Rate of the pixels',
    meaning: 'How far the pixels move down the gradient in one iteration.',
    methods: matchers,
  }),
  of('matching', 'stepSizeRate', {
    ...rate,
    label: 'Rate of the step size',
    meaning: 'The same for the logarithm of the student’s step size.',
    methods: matchers,
  }),
  of('matching', 'momentum', {
    ...share,
    label: 'Momentum',
    meaning: 'Share of the last change of pixels and step size that goes into the next.',
    methods: matchers,
  }),
  of('matching', 'cap', {
    ...count,
    label: 'Cap on start epochs',
    meaning: 'The student starts at any expert epoch below it; STM raises it by itself.',
    methods: ['mtt'],
  }),
  of('matching', 'lookEvery', {
    ...count,
    label: 'Look every',
    meaning: 'Iterations between two looks at how the next epoch’s loss goes.',
    methods: stm,
  }),
  of('matching', 'falling', {
    least: 0,
    step: 0.5,
    label: 'Falling λ',
    meaning: 'The cap rises where that loss falls by more than so many σ.',
    methods: stm,
  }),
  of('matching', 'rising', {
    least: 0,
    step: 0.5,
    label: 'Rising',
    meaning: 'The cap rises, too, where that loss rises by more than so many σ.',
    methods: stm,
  }),
  of('matching', 'longestSeries', {
    ...count,
    label: 'Longest series',
    meaning: 'Iterations without a rise after which the cap stays.',
    methods: stm,
  }),
  of('matching', 'rateFactor', {
    ...share,
    label: 'Fall of the rate',
    meaning: 'What the pixels’ rate is multiplied by once the cap stays.',
    methods: matchers,
  }),
  of('matching', 'rateEvery', {
    ...count,
    label: 'Falls every',
    meaning: 'Iterations between two such falls.',
    methods: matchers,
  }),
  of('matching', 'leastRate', {
    ...share,
    step: 0.01,
    label: 'Least rate',
    meaning: 'It stops where the rate is below this share of the first.',
    methods: matchers,
  }),
  of('distribution', 'realPerClass', {
    ...count,
    label: 'Galaxies a class',
    meaning: 'Real ones that a step compares the prototypes with.',
    methods: ['dm'],
  }),
  of('distribution', 'imageRate', {
    least: 0,
    step: 0.1,
    label: 'Rate of the pixels',
    meaning: 'How far the pixels move down the gradient in one iteration.',
    methods: ['dm'],
  }),
  of('distribution', 'momentum', {
    ...share,
    label: 'Momentum',
    meaning: 'Share of the last change of the pixels that goes into the next.',
    methods: ['dm'],
  }),
  of('evaluation', 'networks', {
    ...count,
    label: 'Networks to judge by',
    meaning: 'Fresh networks trained for each row of the table, and draws of random galaxies.',
    methods: every,
  }),
  of('evaluation', 'steps', {
    ...count,
    label: 'Steps to judge by',
    meaning: 'Of a fresh network on the prototypes, and on as few real images.',
    methods: every,
  }),
  of('evaluation', 'fullEpochs', {
    ...count,
    label: 'Epochs on all galaxies',
    meaning: 'Of a fresh network on the whole set, the upper bound.',
    methods: every,
  }),
];

/** Constants that a method has. */
export function constantsOf(method: DistilMethod): Constant[] {
  return constants.filter(({ methods }) => methods.includes(method));
}

/** Why a value cannot be taken; null where it can. */
export function refusal({ label, least, most, whole }: Constant, value: number): string | null {
  if (!Number.isFinite(value)) return `${label} needs a number.`;
  if (value < least) return `${label} needs ${least} at least.`;
  if (most !== undefined && value > most) return `${label} can be ${most} at most.`;
  if (whole && !Number.isInteger(value)) return `${label} needs a whole number.`;
  return null;
}
