import { formatNumber } from './quantity.ts';

const steps: readonly [bytes: number, unit: string][] = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
];

/** "31 MB": 1 MB = 1,000,000 bytes. */
export function sizeText(bytes: number): string {
  const [step, unit] = steps.find(([least]) => bytes >= least) ?? [1, 'B'];
  return formatNumber(Number((bytes / step).toPrecision(2)), 2, unit);
}
