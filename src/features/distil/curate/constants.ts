import type { DistilMethod } from '../../../contracts/distilSettings.ts';
import { type Constant, count, every, of, ofRun, share } from './constant.ts';
import { expertConstants } from './expertConstants.ts';
import { judgingConstants } from './judgingConstants.ts';
import { matchingConstants } from './matchingConstants.ts';

const runConstants: readonly Constant[] = [
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
];

const distributionConstants: readonly Constant[] = [
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
];

/** Every constant of the methods, in the order they come into play. */
export const constants: readonly Constant[] = [
  ...runConstants,
  ...expertConstants,
  ...matchingConstants,
  ...distributionConstants,
  ...judgingConstants,
];

/** Constants that a method has. */
export function constantsOf(method: DistilMethod): Constant[] {
  return constants.filter(({ methods }) => methods.includes(method));
}

/** What the groups are called, in their order. */
export const constantGroups: readonly { group: Constant['group']; title: string }[] = [
  { group: 'run', title: 'The run' },
  { group: 'experts', title: 'Experts' },
  { group: 'matching', title: 'Matching' },
  { group: 'distribution', title: 'Matching' },
  { group: 'evaluation', title: 'Judging' },
];
