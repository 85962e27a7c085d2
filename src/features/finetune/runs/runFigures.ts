import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { formatNumber, formatPercent, nullSign } from '../../../ui/text/quantity.ts';

/** A figure of a run's test split by its label; undefined where it has none. */
export function figureOf({ figures }: FinetuneRun, label: string) {
  return figures.find(figure => figure.label === label);
}

/** Label of the error of votes or numbers; for several, that of the first. */
export const errorLabel = ({ task, figures }: FinetuneRun) =>
  task.kind === 'classes' ? undefined : figures[0]?.label;

/** Its number; null where there is none. */
export function figureValue(run: FinetuneRun, label: string | undefined): number | null {
  const value = label === undefined ? undefined : figureOf(run, label)?.value;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** "84 % (78–90)" */
export function shareText(run: FinetuneRun, label: string): string {
  const value = figureValue(run, label);
  if (value === null) return nullSign;
  const { low, high } = figureOf(run, label) ?? {};
  const between = low === undefined || high === undefined ? '' : ` (${percent(low)}–${percent(high)})`;
  return `${formatPercent(value)}${between}`;
}

/** "0.91 (0.88–0.94)" */
export function figureText(run: FinetuneRun, label: string | undefined): string {
  const value = figureValue(run, label);
  if (value === null || label === undefined) return nullSign;
  const { low, high } = figureOf(run, label) ?? {};
  const between =
    low === undefined || high === undefined ? '' : ` (${formatNumber(low, 2)}–${formatNumber(high, 2)})`;
  return `${formatNumber(value, 2)}${between}`;
}

const percent = (share: number) => (100 * share).toFixed(0);
