import { type Constant, count, matchers, of, rate, share, stm } from './constant.ts';

/** Of trajectory matching, plain and self-adaptive, in the order they come into play. */
export const matchingConstants: readonly Constant[] = [
  of('matching', 'studentSteps', {
    ...count,
    label: 'Student steps N',
    meaning: 'Steps of the student that are to bring it where the expert’s epochs do.',
    methods: matchers,
  }),
  {
    ...count,
    group: 'matching',
    label: 'Epochs matched M',
    meaning:
      'How many of the expert’s epochs those steps are to cover; a small set’s are short, so take more.',
    methods: matchers,
    get: ({ matching }) => matching.epochsMatched ?? 1,
    set: (settings, value) => ({ ...settings, matching: { ...settings.matching, epochsMatched: value } }),
  },
  {
    group: 'matching',
    least: 0,
    step: 1,
    whole: true,
    label: 'Prototypes a step',
    meaning: 'How many of them a student step sees; 0 for all.',
    methods: matchers,
    get: ({ matching }) => matching.batchSize ?? 0,
    set: (settings, value) => ({
      ...settings,
      matching: { ...settings.matching, batchSize: value === 0 ? undefined : value },
    }),
  },
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
  {
    ...share,
    step: 0.01,
    group: 'matching',
    label: 'Longest change',
    meaning:
      'Share of the images’ length that one gradient may change them by; a longer one, that would throw them off, is shortened. 0 for no limit.',
    methods: matchers,
    get: ({ matching }) => matching.longestChange ?? 0,
    set: (settings, value) => ({
      ...settings,
      matching: { ...settings.matching, longestChange: value === 0 ? undefined : value },
    }),
  },
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
    methods: stm,
  }),
  of('matching', 'rateEvery', {
    ...count,
    label: 'Falls every',
    meaning: 'Iterations between two such falls.',
    methods: stm,
  }),
  of('matching', 'leastRate', {
    ...share,
    step: 0.01,
    label: 'Least rate',
    meaning: 'It stops where the rate is below this share of the first.',
    methods: stm,
  }),
];
