import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { type LabellingOrder, labellingQueue } from './labellingOrder.ts';
import type { LabellingStore } from './labellingStore.ts';
import type { LabelKeys } from './useLabelKeys.ts';

/**
 * What a person does while galaxies are labelled: each label brings the next galaxy, and one passed over comes again when all
 * others have been seen.
 *
 * @param probabilities (n, classes) of the classifier by whose doubt galaxies come
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
    const { label, undo } = labelling.getState();
    function next(): void {
      const { hand: now } = labelling.getState();
      const { row: present, choose } = selection.getState();
      if (present !== null) passed.add(present);
      const queue = labellingQueue(order, ids ?? [], now, probabilities);
      const to = queue.find(each => !passed.has(each)) ?? queue.find(each => each !== present);
      if (to !== undefined) choose(to);
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
      undo() {
        const back = undo();
        if (back !== null) selection.getState().choose(back);
      },
    };
  }, [labelling, selection, order, ids, probabilities]);
}
