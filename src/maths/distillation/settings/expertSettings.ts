import { count, matchers, type NumberSetting, rate, share } from './numberSetting.ts';

/** Of the networks that a student is to follow (nets/distillation/expertTrajectory). */
export const expertSettings = {
  experts: {
    ...count,
    label: 'Experts',
    meaning: 'Networks trained on all galaxies, which the student is to follow.',
    methods: matchers,
    usual: 10,
  },
  epochs: {
    ...count,
    label: 'Epochs of an expert',
    meaning: 'How often each expert sees every galaxy.',
    methods: matchers,
    usual: 30,
  },
  batchSize: {
    ...count,
    label: 'Batch of an expert',
    meaning: 'Galaxies an expert sees in one step.',
    methods: matchers,
    usual: 32, // 20 steps an epoch of 640 galaxies; the papers' 256 would leave three
  },
  learningRate: {
    ...rate,
    step: 0.001,
    label: 'Rate of an expert',
    meaning: 'How far an expert moves in one step.',
    methods: matchers,
    usual: 0.03,
  },
  momentum: {
    ...share,
    label: 'Momentum of an expert',
    meaning: 'Share of the last step that goes into the next.',
    methods: matchers,
    usual: 0, // as trajectory matching has it
  },
  averaging: {
    ...share,
    step: 0.01,
    most: 0.999,
    label: 'Averaging of an expert',
    meaning:
      'Share of the running average of its parameters that outlasts a step; the student follows the average, which small batches throw about less. 0 for none.',
    methods: matchers,
    usual: 0.98, // over some 50 steps: small batches throw the parameters about, their average goes one way
    absent: 0,
  },
  weightDecay: {
    ...rate,
    step: 0.0005,
    label: 'Weight decay of an expert',
    meaning: 'Draws an expert’s parameters towards zero.',
    methods: matchers,
    usual: 0,
  },
} satisfies Record<string, NumberSetting>;
