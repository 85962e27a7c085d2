import { UnreadableError } from './unreadable.ts';

/**
 * Thrown for a file of weights that cannot be used, whatever is wrong with it. Its message says what was needed, what was
 * received and what to do.
 */
export class UnreadableWeightsError extends UnreadableError {
  override name = 'UnreadableWeightsError';
}

/** Throws an {@link UnreadableWeightsError}; an expression, so that it can stand after `??`. */
export function unreadable(message: string): never {
  throw new UnreadableWeightsError(message);
}
