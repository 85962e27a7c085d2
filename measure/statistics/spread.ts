/** A figure over draws. */
export interface Spread {
  mean: number;
  /** Standard deviation of a draw, with n − 1. */
  sd: number;
}

/** @param values of two draws or more */
export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}
