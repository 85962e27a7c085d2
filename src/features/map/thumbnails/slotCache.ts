/** Which atlas slot holds which galaxy; the least recently wanted gives way. */
interface SlotCache {
  /** The slot of a row, which thereby becomes the youngest; undefined where it has none. */
  find(row: number): number | undefined;
  /** Gives a row a slot: a free one, or that of the row longest unwanted. */
  claim(row: number): number;
  clear(): void;
}

/** @param first lowest slot number @param count how many there are, ≥ 1 */
export function createSlotCache(first: number, count: number): SlotCache {
  if (!(count >= 1)) throw new RangeError(`need count ≥ 1; got count = ${count}`);
  const slots = new Map<number, number>(); // oldest first
  return {
    find(row) {
      const slot = slots.get(row);
      if (slot === undefined) return undefined;
      slots.delete(row);
      slots.set(row, slot);
      return slot;
    },
    claim(row) {
      let slot = slots.get(row);
      if (slot === undefined && slots.size >= count) {
        const [oldest, freed] = slots.entries().next().value as [number, number];
        slots.delete(oldest);
        slot = freed;
      }
      slot ??= first + slots.size;
      slots.delete(row);
      slots.set(row, slot);
      return slot;
    },
    clear: () => slots.clear(),
  };
}
