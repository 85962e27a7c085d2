import type { Verdict } from '../../contracts/people.ts';
import { type PlacedVerdicts, placeVerdicts } from '../../data/people/verdictTable.ts';
import type { CatalogueStore } from '../catalogue.ts';

/** Finds the catalogue rows of verdicts and remembers them: those of other people stay the same while one rates. */
export function createPlacing(
  catalogue: CatalogueStore,
): (verdicts: ReadonlyMap<string, Verdict>) => PlacedVerdicts {
  let of = catalogue.getState().catalogue;
  let placed = new WeakMap<ReadonlyMap<string, Verdict>, PlacedVerdicts>();
  return verdicts => {
    const { catalogue: opened, rowOf } = catalogue.getState();
    if (of !== opened) [of, placed] = [opened, new WeakMap()];
    const known = placed.get(verdicts);
    if (known) return known;
    const found = placeVerdicts(verdicts, rowOf);
    placed.set(verdicts, found);
    return found;
  };
}
