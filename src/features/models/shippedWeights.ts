/** Weights beside the app, the default first: public/models/NAME.json and NAME.bin. */
export const shippedWeights: readonly string[] = ['imagenet'];

/** The baseline: a shipped architecture with weights drawn at random. */
export const randomWeights = 'random';
