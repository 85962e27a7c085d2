import { UnreadableError } from '../bytes/unreadable.ts';

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

const mostShown = 80; // longer than any tensor's name; a damaged file's "name" may be a megabyte

/** A name or value out of a file, short enough for a sentence. */
export function shown(value: unknown): string {
  if (typeof value !== 'string') return typeof value === 'number' ? String(value) : typeof value;
  return value.length > mostShown ? `${value.slice(0, mostShown)}…` : value;
}

/** "[64, 3, 4, 4]": a shape out of a file, its first few lengths if it is absurdly long. */
export function shownShape(shape: readonly unknown[]): string {
  return `[${shape.slice(0, 9).map(shown).join(', ')}${shape.length > 9 ? ', …' : ''}]`;
}
