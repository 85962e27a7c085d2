import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Column } from '../../../contracts/column.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { type Contrast, contrastOf, surely } from './contrasts.ts';

const sliceMs = 8; // of each frame: the page goes on meanwhile
const beginMs = 60; // a brush that is dragged changes the selection more often

/** What there is so far. */
interface Contrasts {
  /** The most telling first. */
  contrasts: readonly Contrast[];
  /** Columns compared, and all of them. */
  done: number;
  total: number;
}

/** How each column differs between these (m) rows and the rest, column by column in the page's idle time. */
export function useContrasts(rows: Uint32Array): Contrasts {
  const session = useSession();
  const columns = useStore(session.columns, s => s.columns);
  const rowCount = useStore(session.catalogue, s => s.catalogue?.rowCount ?? 0);
  const [found, setFound] = useState<Contrasts>({ contrasts: [], done: 0, total: columns.length });
  useEffect(() => {
    const inside = new Uint8Array(rowCount);
    for (const row of rows) inside[row] = 1;
    const contrasts: Contrast[] = [];
    let done = 0;
    let timer = setTimeout(work, beginMs);
    function work(): void {
      const until = performance.now() + sliceMs;
      do {
        const column: Column | undefined = columns[done];
        const contrast = column && contrastOf(column, inside);
        if (contrast) contrasts.push(contrast);
        done++;
      } while (done < columns.length && performance.now() < until);
      contrasts.sort((a, b) => surely(b) - surely(a));
      setFound({ contrasts: [...contrasts], done: Math.min(done, columns.length), total: columns.length });
      if (done < columns.length) timer = setTimeout(work);
    }
    return () => clearTimeout(timer);
  }, [rows, columns, rowCount]);
  return found;
}
