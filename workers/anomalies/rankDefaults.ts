/** Galaxies in a batch where the call does not say. */
export const defaultBatchSize = 10; // one card after another for a minute or two, while the next ranking is computed

/** Ratings below which batches are drawn at random where the call does not say. */
export const defaultRandomStart = 10; // hyperparameters are first fitted at ten
