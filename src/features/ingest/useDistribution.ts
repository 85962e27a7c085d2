import { useEffect, useMemo, useState } from 'react';
import type { Column } from '../../contracts/column.ts';
import { type Distribution, distributionOf } from './distribution.ts';

const atOnceRows = 50_000; // of one column: some 2 ms, which no one sees

/**
 * How a column is spread: at once for a catalogue of usual size; for a large one in a task of its own for each column, so
 * that a list of fifty columns never holds the page up.
 *
 * @returns undefined while it is not known; null for a column of text, which has no distribution
 */
export function useDistribution(column: Column): Distribution | null | undefined {
  const rows = (column.kind === 'category' ? column.codes : column.values).length;
  const atOnce = rows <= atOnceRows || column.kind === 'text';
  const early = useMemo(() => (atOnce ? distributionOf(column) : undefined), [column, atOnce]);
  const [later, setLater] = useState<{ column: Column; distribution: Distribution | null }>();
  useEffect(() => {
    if (atOnce) return;
    const task = setTimeout(() => setLater({ column, distribution: distributionOf(column) }));
    return () => clearTimeout(task);
  }, [column, atOnce]);
  if (atOnce) return early;
  return later?.column === column ? later.distribution : undefined;
}
