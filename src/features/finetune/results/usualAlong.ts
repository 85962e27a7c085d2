import type { Column, NumberColumn } from '../../../contracts/column.ts';
import { finetuneSource } from '../labels/labelSources.ts';

const sizeOrBrightness = /(radius|r50|r90|r_eff|size|half.?light|mag(nitude)?($|_)|petro|flux|signal)/i;

/** The numbers that accuracy can be shown along, and the first that tells size or brightness. */
export function usualAlong(columns: readonly Column[]): {
  numbers: NumberColumn[];
  usual: NumberColumn | undefined;
} {
  const numbers = columns.filter(
    (each): each is NumberColumn => each.kind === 'number' && each.source !== finetuneSource,
  );
  return { numbers, usual: numbers.find(each => sizeOrBrightness.test(each.name)) };
}
