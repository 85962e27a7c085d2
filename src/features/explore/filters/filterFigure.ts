import type { CategoryColumn, NumberColumn } from '../../../contracts/column.ts';
import type { Figure } from '../../../contracts/figure.ts';
import type { LinkedHistogram } from '../../../maths/filters/crossFilter.ts';
import { barsFigure } from '../../../ui/charts/figures/barsFigure.ts';
import { columnLabel } from '../../../ui/text/columnText.ts';

/** How a column is spread, as a figure: all galaxies, and those that the filters of other columns leave. */
export function filterFigure(
  column: NumberColumn | CategoryColumn,
  { bins: { bins, edges }, all, linked }: LinkedHistogram,
): Figure {
  const words = column.kind === 'category' ? column.categories : null;
  const bars = Array.from({ length: bins }, (_, code) => ({
    ...(edges ? { from: edges[code], to: edges[code + 1] } : { word: words?.[code] ?? '' }),
    all: all[code],
    passing: linked[code],
  }));
  return barsFigure({
    label: columnLabel(column),
    bars: edges ? bars : bars.filter(bar => bar.all > 0).sort((a, b) => b.all - a.all),
    unit: column.kind === 'number' ? column.unit : undefined,
  });
}
