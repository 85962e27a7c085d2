import type { Basis, OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Keeper } from './componentsClient.ts';

/** What places vectors from outside among the components of the map. */
export interface MapBasis {
  /** The map stands on what this keeper holds; the one before is let go. */
  hold(keeper: Keeper, catalogue: OpenedCatalogue): void;
  holds(keeper: Keeper): boolean;
  /** The map stands on components made with this basis, whose maker is gone. */
  give(basis: Basis, catalogue: OpenedCatalogue): Promise<void>;
  /**
   * The keeper of a catalogue's map, which has the catalogue's own basis where nothing else was made for it.
   *
   * @throws Error with a sentence where there is no map yet
   */
  keeperOf(catalogue: OpenedCatalogue | null): Promise<Keeper>;
}

/** @param openKeeper starts a worker for a basis alone */
export function createMapBasis(openKeeper: () => Keeper): MapBasis {
  let held: { keeper: Keeper; catalogue: OpenedCatalogue } | null = null;

  function hold(keeper: Keeper, catalogue: OpenedCatalogue): void {
    if (held?.keeper !== keeper) held?.keeper.end();
    held = { keeper, catalogue };
  }

  async function give({ mean, axes }: Basis, catalogue: OpenedCatalogue): Promise<void> {
    const keeper = openKeeper();
    hold(keeper, catalogue);
    await keeper.setBasis(mean, axes);
  }

  return {
    hold,
    holds: keeper => held?.keeper === keeper,
    give,
    async keeperOf(catalogue) {
      if (catalogue?.basis && held?.catalogue !== catalogue) await give(catalogue.basis, catalogue);
      if (!held) throw new Error('There is no map yet to place an image on: wait until there is one.');
      return held.keeper;
    },
  };
}
