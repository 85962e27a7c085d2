import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { type LabellingOrder, labellingQueue } from './labellingOrder.ts';
import type { LabellingStore } from './labellingStore.ts';
import type { LabelKeys } from './useLabelKeys.ts';

/**
 * The actions of labelling by hand. Each label selects the next galaxy; a galaxy that was skipped comes again after all others.
 *
 * @param probabilities (n, classes) row-major of the classifier whose doubt decides the order
 */
export function useLabelling(
  labelling: LabellingStore,
  order: LabellingOrder,
  probabilities: Float32Array | undefined,
): LabelKeys {
  const { selection, catalogue } = useSession();
  const ids = useStore(catalogue, s => s.catalogue?.ids);
  return useMemo(() => {
    const passed = new Set<number>();
    const { label, undo, redo } = labelling.getState();
    function next(): void {
      const { hand: now } = labelling.getState();
      const { row: present, choose } = selection.getState();
      if (present !== null) passed.add(present);
      const queue = labellingQueue(order, ids ?? [], now, probabilities);
      const to = queue.find(each => !passed.has(each)) ?? queue.find(each => each !== present);
      if (to !== undefined) choose(to);
    }
    function goTo(row: number | null): void {
      if (row !== null) selection.getState().choose(row);
    }
    return {
      next,
      label(place: number) {
        const { row: present } = selection.getState();
        if (present === null || place >= labelling.getState().hand.classes.length) return;
        label([present], place);
        next();
      },
      labelSelected(place: number) {
        const { rows } = selection.getState();
        if (rows.length > 0 && place < labelling.getState().hand.classes.length) label(rows, place);
      },
      undo: () => goTo(undo()),
      redo: () => goTo(redo()),
    };
  }, [labelling, selection, order, ids, probabilities]);
}
