import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Basis } from '../../contracts/matrix.ts';
import type { ComponentsClient } from './componentsClient.ts';

/** What places vectors from outside among the components of the map. */
export interface MapBasis {
  /** The map stands on components made by this client; the one before is ended. */
  standOn(client: ComponentsClient, catalogue: OpenedCatalogue): void;
  /** True for the client whose components the map stands on. */
  standsOn(client: ComponentsClient): boolean;
  /** The map stands on components made with this basis, whose maker is gone. */
  give(basis: Basis, catalogue: OpenedCatalogue): Promise<void>;
  /**
   * The client that projects among the components of a catalogue's map, by the catalogue's own basis where nothing else
   * was made for it.
   *
   * @throws Error with a sentence where there is no map yet
   */
  clientOf(catalogue: OpenedCatalogue | null): Promise<ComponentsClient>;
}

/** @param openComponents starts a worker for a basis alone */
export function createMapBasis(openComponents: () => ComponentsClient): MapBasis {
  let present: { client: ComponentsClient; catalogue: OpenedCatalogue } | null = null;

  function standOn(client: ComponentsClient, catalogue: OpenedCatalogue): void {
    if (present?.client !== client) present?.client.end();
    present = { client, catalogue };
  }

  async function give(basis: Basis, catalogue: OpenedCatalogue): Promise<void> {
    const client = openComponents();
    standOn(client, catalogue);
    await client.setBasis(basis);
  }

  return {
    standOn,
    standsOn: client => present?.client === client,
    give,
    async clientOf(catalogue) {
      if (catalogue?.basis && present?.catalogue !== catalogue) await give(catalogue.basis, catalogue);
      if (!present) throw new Error('There is no map yet to place an image on: wait until there is one.');
      return present.client;
    },
  };
}
