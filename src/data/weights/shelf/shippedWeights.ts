/** The weights the app opens with, and the embedded sky is baked with. */
export const defaultWeights = 'galaxy';

/** Weights beside the app, the default first: public/models/NAME.json and NAME.bin. */
export const shippedWeights: readonly string[] = [defaultWeights, 'small', 'imagenet'];

/** The baseline: a shipped architecture with weights drawn at random. */
export const randomWeightsName = 'random';
