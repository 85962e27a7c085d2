import { allMethods, count, type NumberSetting } from './numberSetting.ts';

/** Numbers of the run itself. */
export const runSettings = {
  iterations: {
    ...count,
    usual: method => (method === 'dm' ? 1000 : 2000),
    label: 'Iterations',
    meaning: 'It stops after so many, if nothing stopped it before.',
    methods: allMethods,
  },
  width: {
    ...count,
    usual: 32, // 128 in the papers: a browser's share of it
    label: 'Width',
    meaning: 'Channels of each of the student’s three layers: more see more and take longer.',
    methods: allMethods,
  },
  seed: {
    least: 0,
    step: 1,
    whole: true,
    usual: 1,
    label: 'Seed',
    meaning: 'Of everything random; runs with the same seed and galaxies share their experts.',
    methods: allMethods,
  },
} satisfies Record<string, NumberSetting>;
