import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Column } from '../../../contracts/column.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import type { LabellingStore } from './labellingStore.ts';
import { finetuneSource, type QuestionResult, readQuestion } from './labelSources.ts';

/** The question of the current label source, and the columns that labels can come from: all but this room's own. */
export function useQuestion(labelling: LabellingStore): QuestionResult & { columns: Column[] } {
  const session = useSession();
  const all = useStore(session.columns, s => s.columns);
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const rowOf = useStore(session.catalogue, s => s.rowOf);
  const source = useStore(labelling, s => s.source);
  const hand = useStore(labelling, s => s.hand);
  const columns = useMemo(() => all.filter(each => each.source !== finetuneSource), [all]);
  const rowCount = catalogue?.rowCount ?? 0;
  const asked = useMemo(
    () => readQuestion(source, columns, rowCount, hand, rowOf),
    [source, columns, rowCount, hand, rowOf],
  );
  return { ...asked, columns };
}
