import { allMethods, count, type NumberSetting, rate, share } from './numberSetting.ts';

/** Of the fresh networks that prototypes and what they have to beat are judged by: SGD, a step size that falls to 0 along half a cosine. */
export const evaluationSettings = {
  networks: {
    ...count,
    label: 'Networks to judge by',
    meaning: 'Fresh networks trained for each row of the table, and draws of random galaxies.',
    methods: allMethods,
    usual: 5,
  },
  steps: {
    ...count,
    label: 'Steps to judge by',
    meaning: 'Of a fresh network on the prototypes, and on as few real images.',
    methods: allMethods,
    usual: 300,
  },
  stepSize: {
    ...rate,
    step: 0.005,
    label: 'Step size to judge by',
    meaning:
      'The first of those steps where none was learnt: on real images, of DM and by the ResNet. It falls to zero.',
    methods: allMethods,
    usual: 0.01,
  },
  fullEpochs: {
    ...count,
    label: 'Epochs on all galaxies',
    meaning: 'Of a fresh network on the whole set, the upper bound.',
    methods: allMethods,
    usual: 30,
  },
  fullBatchSize: {
    ...count,
    label: 'Batch on all galaxies',
    meaning: 'Galaxies that such a network sees in one step.',
    methods: allMethods,
    usual: 32,
  },
  fullStepSize: {
    ...rate,
    step: 0.005,
    label: 'Step size on all galaxies',
    meaning: 'The first of its steps, which fall to zero.',
    methods: allMethods,
    usual: 0.01,
  },
  momentum: {
    ...share,
    label: 'Momentum to judge by',
    meaning: 'Share of the last step in the next.',
    methods: allMethods,
    usual: 0.9, // on learnt step sizes too, as the authors of trajectory matching judge theirs
  },
} satisfies Record<string, NumberSetting>;
