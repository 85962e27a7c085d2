import type { Column } from '../../../contracts/column.ts';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { MapFacts } from '../../../contracts/layoutSettings.ts';
import type { HeadPredictions } from '../../../session/predictions.ts';
import type { Representation } from '../../../session/representation.ts';
import type { Session } from '../../../session/session.ts';

/** What the session has made of the open catalogue. */
export interface MadeOfCatalogue {
  catalogue: OpenedCatalogue;
  representation: Representation;
  /** (n, 2) row-major of a map that stands still. */
  positions: Float32Array;
  map: MapFacts | undefined;
  predictions: HeadPredictions | null;
  /** The catalogue's own columns, as rooms have them. */
  own: Column[];
  /** Columns that rooms published; those that hang on the chosen galaxy come again by themselves. */
  published: Column[];
}

const passing: readonly string[] = ['similar']; // sources of columns of the chosen galaxy

/** Why no more galaxies of the survey can be read now, of which the open catalogue is a part; null where they can. */
export function lacksToReadTiles({
  catalogue,
  representation,
  positions,
}: Pick<Session, 'catalogue' | 'representation' | 'positions'>): string | null {
  const { catalogue: open } = catalogue.getState();
  if (!open?.tiled) return 'No survey is open.';
  const { representation: made } = representation.getState();
  const isOwn = made?.weights === (open.weights ?? 'file') && made.components.columns === open.tiled.width;
  if (!made?.complete || !isOwn)
    return `More galaxies of ${open.name} come with its own representation: choose that again in Models.`;
  const { positions: places, settling } = positions.getState();
  return !places || settling ? `The map of ${open.name} is still being drawn.` : null;
}

/** Why no galaxies can be added now, as a sentence; null where they can. */
export function lacksToAdd({ catalogue, representation, positions }: Session): string | null {
  const { catalogue: open } = catalogue.getState();
  if (!open) return 'No catalogue is open that galaxies could be added to.';
  if (open.simulated)
    return 'The embedded sky is simulated and stays as it is: open a catalogue of yours to add to it.';
  if (open.tiled)
    return `${open.name} is a sample of a survey in tiles and stays as it is: open a catalogue of yours to add to it.`;
  const { representation: made } = representation.getState();
  if (!made)
    return `${open.name} has no representation, by which new galaxies would be placed on its map: open it with its images.`;
  if (!made.complete)
    return `The galaxies of ${open.name} are still being embedded: add others once that is done.`;
  if (made.weights === 'file' || !made.basis)
    return `The map of ${open.name} was made with weights that are not in this app: compute its representations anew (Models), then add galaxies.`;
  const { positions: places, settling } = positions.getState();
  if (!places || settling)
    return `The map of ${open.name} is still being drawn: add galaxies once it stands still.`;
  return null;
}

/**
 * @param ofSurvey whether they come from the survey of which the open catalogue is a part
 * @throws Error with a sentence where galaxies cannot be added: {@link lacksToAdd}
 */
export function madeOfCatalogue(session: Session, ofSurvey = false): MadeOfCatalogue {
  const lack = (ofSurvey ? lacksToReadTiles : lacksToAdd)(session);
  const { catalogue } = session.catalogue.getState();
  const { representation } = session.representation.getState();
  const { positions } = session.positions.getState();
  if (lack !== null || !catalogue || !representation || !positions)
    throw new Error(lack ?? 'need an open catalogue; got none');
  const { shown } = session.maps.getState();
  const { positions: _positions, ...map } = shown ?? {};
  const ownNames = new Set(catalogue.columns.map(({ name }) => name));
  const { columns } = session.columns.getState();
  return {
    ...{ catalogue, representation, positions },
    map: shown ? (map as MapFacts) : undefined,
    predictions: session.predictions.getState().predictions,
    own: catalogue.columns,
    published: columns.filter(({ name, source }) => !ownNames.has(name) && !passing.includes(source)),
  };
}
