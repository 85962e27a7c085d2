import { type Constant, count, matchers, of, rate, share } from './constant.ts';

/** Of the networks that a student is to follow. */
export const expertConstants: readonly Constant[] = [
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
  {
    ...share,
    step: 0.01,
    most: 0.999,
    group: 'experts',
    label: 'Averaging of an expert',
    meaning:
      'Share of the running average of its parameters that outlasts a step; the student follows the average, which small batches throw about less. 0 for none.',
    methods: matchers,
    get: ({ experts }) => experts.averaging ?? 0,
    set: (settings, value) => ({ ...settings, experts: { ...settings.experts, averaging: value } }),
  },
  of('experts', 'weightDecay', {
    ...rate,
    step: 0.0005,
    label: 'Weight decay of an expert',
    meaning: 'Draws an expert’s parameters towards nothing.',
    methods: matchers,
  }),
];
