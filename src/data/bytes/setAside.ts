/** Records as they were read, without those that are damaged. */
export interface Listed<Item> {
  items: Item[];
  /** Records that cannot be read; they stay where they are */
  setAside: number;
}

/** Leaves out records that are not whole, so that a damaged one does not hide the others. */
export function listed<Item>(
  records: readonly unknown[],
  isWhole: (record: unknown) => record is Item,
): Listed<Item> {
  const items = records.filter(isWhole);
  return { items, setAside: records.length - items.length };
}

/** The sentence that tells how many damaged records were set aside. @param one "search" @param many "searches" */
export function setAsideSentence(count: number, one: string, many: string): string {
  return count === 1
    ? `One ${one} of this browser is damaged and was set aside; nothing was deleted, and the others are here.`
    : `${count} ${many} of this browser are damaged and were set aside; nothing was deleted, and the others are here.`;
}
