import { count, type NumberSetting, share } from './numberSetting.ts';

const methods = ['dm'] as const;

/** Of distribution matching (nets/distillation/distributionMatching). */
export const distributionSettings = {
  realPerClass: {
    ...count,
    usual: 32,
    label: 'Galaxies a class',
    meaning: 'Real ones that a step compares the prototypes with.',
    methods,
  },
  imageRate: {
    least: 0,
    step: 0.1,
    usual: 1,
    label: 'Rate of the pixels',
    meaning: 'How far the pixels move down the gradient in one iteration.',
    methods,
  },
  momentum: {
    ...share,
    usual: 0.5,
    label: 'Momentum',
    meaning: 'Share of the last change of the pixels that goes into the next.',
    methods,
  },
} satisfies Record<string, NumberSetting>;
