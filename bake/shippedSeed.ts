/** Seed of the embedded sky: the survey measure/sky.ts looks at, and no weight is trained on. */
export const shippedSeed = 1;
