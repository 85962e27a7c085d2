/** Seed of the embedded sky: the survey measure/figures/sky.ts looks at, and no weight is trained on. */
export const shippedSeed = 1;
