import { formatPercent } from '../../../ui/text/quantity.ts';

/** "54.0 ± 2.0", in per cent. @param mean 0–1, as sd */
export function accuracyText(mean: number, sd: number): string {
  return `${(100 * mean).toFixed(1)} ± ${(100 * sd).toFixed(1)}`;
}

/** "13 %": the accuracy of guessing among so many classes. */
export function chanceText(classes: number): string {
  return formatPercent(1 / classes);
}
