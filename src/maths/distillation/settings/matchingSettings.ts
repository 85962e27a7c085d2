import { usualStartEpochs } from '../startEpochs.ts';
import { count, matchers, type NumberSetting, rate, share } from './numberSetting.ts';

/** Of trajectory matching, plain and self-adaptive, in the order they come into play (nets/distillation/selfAdaptiveMatching). */
export const matchingSettings = {
  studentSteps: {
    ...count,
    label: 'Student steps N',
    meaning: 'Steps of the student that are to bring it where the expert’s epochs do.',
    methods: matchers,
    usual: 20, // a quarter of the expert's
  },
  epochsMatched: {
    ...count,
    label: 'Epochs matched M',
    meaning:
      'How many of the expert’s epochs those steps are to cover; a small set’s are short, so take more.',
    methods: matchers,
    usual: 4, // 80 steps of the expert; a single epoch's 20 go mostly where chance takes them
    absent: 1, // as STM has it
  },
  batchSize: {
    least: 0,
    step: 1,
    whole: true,
    label: 'Prototypes a step',
    meaning: 'How many of them a student step sees; 0 for all.',
    methods: matchers,
    usual: (_, imagesPerClass) => (imagesPerClass === 1 ? 0 : 16),
    absent: 0,
    leftOut: true,
  },
  stepSize: {
    ...rate,
    step: 0.005,
    label: 'First step size',
    meaning: 'Where the learnt step size of the student begins.',
    methods: matchers,
    usual: (_, imagesPerClass) => (imagesPerClass === 1 ? 0.01 : 0.012), // larger ones overshoot: the first loss is above 1
  },
  imageRate: {
    least: 0,
    step: 100,
    label: 'Rate of the pixels',
    meaning: 'How far the pixels move down the gradient in one iteration.',
    methods: matchers,
    usual: (_, imagesPerClass) => (imagesPerClass === 1 ? 50 : 40), // 400 taught less after as many iterations
  },
  longestChange: {
    ...share,
    step: 0.01,
    label: 'Longest change',
    meaning:
      'Share of the images’ length that one gradient may change them by; a longer one, that would throw them off, is shortened. 0 for no limit.',
    methods: matchers,
    usual: 0.02,
    absent: 0,
    leftOut: true,
  },
  stepSizeRate: {
    ...rate,
    label: 'Rate of the step size',
    meaning: 'The same for the logarithm of the student’s step size.',
    methods: matchers,
    usual: 0.05,
  },
  momentum: {
    ...share,
    label: 'Momentum',
    meaning: 'Share of the last change of pixels and step size that goes into the next.',
    methods: matchers,
    usual: 0.5,
  },
  cap: {
    ...count,
    label: 'Cap on start epochs',
    meaning: 'The student starts at any expert epoch below it; STM raises it by itself.',
    methods: ['mtt'],
    usual: 5,
  },
  lookEvery: {
    ...count,
    label: 'Look every',
    meaning: 'Iterations between two looks at how the next epoch’s loss goes.',
    methods: ['stm'],
    usual: usualStartEpochs.lookEvery,
  },
  falling: {
    least: 0,
    step: 0.5,
    label: 'Falling λ',
    meaning: 'The cap rises where that loss falls by more than so many σ.',
    methods: ['stm'],
    usual: usualStartEpochs.falling,
  },
  rising: {
    least: 0,
    step: 0.5,
    label: 'Rising',
    meaning: 'The cap rises, too, where that loss rises by more than so many σ.',
    methods: ['stm'],
    usual: usualStartEpochs.rising,
  },
  longestSeries: {
    ...count,
    label: 'Longest series',
    meaning: 'Iterations without a rise after which the cap stays.',
    methods: ['stm'],
    usual: usualStartEpochs.longestSeries,
  },
  rateFactor: {
    ...share,
    label: 'Fall of the rate',
    meaning: 'What the pixels’ rate is multiplied by once the cap stays.',
    methods: ['stm'],
    usual: usualStartEpochs.rateFactor,
  },
  rateEvery: {
    ...count,
    label: 'Falls every',
    meaning: 'Iterations between two such falls.',
    methods: ['stm'],
    usual: usualStartEpochs.rateEvery,
  },
  leastRate: {
    ...share,
    step: 0.01,
    label: 'Least rate',
    meaning: 'It stops where the rate is below this share of the first.',
    methods: ['stm'],
    usual: usualStartEpochs.leastRate,
  },
} satisfies Record<string, NumberSetting>;
