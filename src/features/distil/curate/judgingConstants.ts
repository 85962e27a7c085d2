import { type Constant, count, every, of, rate, share } from './constant.ts';

/** Of the fresh networks that prototypes and what they have to beat are judged by. */
export const judgingConstants: readonly Constant[] = [
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
  of('evaluation', 'stepSize', {
    ...rate,
    step: 0.005,
    label: 'Step size to judge by',
    meaning:
      'The first of those steps where none was learnt: on real images, of DM and by the ResNet. It falls to nothing.',
    methods: every,
  }),
  of('evaluation', 'fullEpochs', {
    ...count,
    label: 'Epochs on all galaxies',
    meaning: 'Of a fresh network on the whole set, the upper bound.',
    methods: every,
  }),
  of('evaluation', 'fullBatchSize', {
    ...count,
    label: 'Batch on all galaxies',
    meaning: 'Galaxies that such a network sees in one step.',
    methods: every,
  }),
  of('evaluation', 'fullStepSize', {
    ...rate,
    step: 0.005,
    label: 'Step size on all galaxies',
    meaning: 'The first of its steps, which fall to nothing.',
    methods: every,
  }),
  of('evaluation', 'momentum', {
    ...share,
    label: 'Momentum to judge by',
    meaning: 'Share of the last step in the next.',
    methods: every,
  }),
];
