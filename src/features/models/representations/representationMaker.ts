import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { EncoderCard } from '../../../contracts/tensor.ts';
import type { HeadPredictions } from '../../../session/predictions.ts';
import type { Session } from '../../../session/session.ts';
import type { EmbeddingControl } from '../embedCatalogue.ts';
import type { MapBasis } from '../mapBasis.ts';
import type { ModelsClients } from '../modelsState.ts';
import { distancesColumn, unlikeTraining, whatToDo } from '../unlikeTraining.ts';
import { adoptRepresentation, embedWith, type Helpers } from './representCatalogue.ts';
import type { ShownRepresentations } from './shownRepresentations.ts';

/** What making a representation needs. */
export interface MakerParts {
  session: Session;
  clients: Pick<ModelsClients, 'tensor' | 'pixels' | 'openComponents' | 'openEmbeddingLog'>;
  mapBasis: MapBasis;
  shown: ShownRepresentations;
  /** More tensor workers for an embedding. Default: none */
  helpers?: Helpers;
}

/**
 * Embeds a catalogue with the network that is loaded, under a map that stays as it is until the new representation is
 * whole; the first one shows as it grows.
 */
export async function embedUnderMap(
  { session, clients, mapBasis, shown, helpers }: MakerParts,
  catalogue: OpenedCatalogue,
  card: EncoderCard,
  control: EmbeddingControl,
): Promise<void> {
  const present = session.representation.getState().representation;
  const quiet = present !== null && (present.complete || present.weights !== card.name);
  const components = clients.openComponents();
  if (!quiet) mapBasis.standOn(components, catalogue);
  async function publish(
    complete: boolean,
    predictions: HeadPredictions | null,
    measured: Float32Array | null,
  ): Promise<void> {
    if (quiet && !complete) return;
    const { matrix, rows, basis } = await components.components({});
    if (session.catalogue.getState().catalogue !== catalogue) return; // another was opened meanwhile
    mapBasis.standOn(components, catalogue);
    const made = { weights: card.name, weightsSha256: card.sha256, components: matrix, rows, basis };
    const representation = { ...made, complete };
    const distances = complete && measured ? distancesColumn(measured, card) : null;
    shown.replace(catalogue, { representation, predictions, distances, basis });
    if (complete) await components.setBasis(basis); // the representations it has in 16 bits serve nobody now: 770 MB of 300,000
    const told = distances && unlikeTraining(distances, card);
    if (told && !catalogue.simulated) session.notices.getState().say(`${told} ${whatToDo.notice}`);
  }
  try {
    const log = (await clients.openEmbeddingLog?.(catalogue, card)) ?? null;
    const problems = await embedWith(
      catalogue,
      { ...clients, helpers, components, card, log, publish },
      control,
    );
    tellUnread(
      session,
      problems.filter(({ row }) => row !== undefined).map(({ sentence }) => sentence),
    );
    const ofAll = problems.filter(({ row }) => row === undefined); // of how images were read, not of one left off
    for (const { sentence } of ofAll) session.notices.getState().complain(sentence);
  } finally {
    if (!mapBasis.standsOn(components)) components.end();
  }
}

/**
 * Takes the representation a catalogue's file brings, and lets go of it: what stays are its components in 16 bits. Who wants
 * the numbers themselves has them in the file.
 */
export async function adopt(
  { session, clients, mapBasis, shown }: MakerParts,
  catalogue: OpenedCatalogue,
  control: JobControl,
): Promise<void> {
  const components = clients.openComponents();
  mapBasis.standOn(components, catalogue);
  await adoptRepresentation(catalogue, components, control);
  const { matrix, rows, basis } = await components.components({});
  if (session.catalogue.getState().catalogue !== catalogue) return; // another was opened meanwhile
  const representation = {
    weights: catalogue.weights ?? 'file',
    weightsSha256: catalogue.weightsSha256, // kept without it, it would be taken for that of earlier weights
    components: matrix,
    rows,
    complete: true,
    basis,
  };
  const { predictions } = session.predictions.getState();
  shown.replace(catalogue, { representation, predictions, distances: null, basis }); // the network that could tell is not loaded
  catalogue.embedding = undefined;
  await components.setBasis(basis); // so that its worker lets go of them, too
}

function tellUnread({ notices }: Session, sentences: string[]): void {
  const one = sentences.length === 1;
  if (sentences.length === 0) return;
  notices
    .getState()
    .complain(
      `${sentences.length} ${one ? 'image' : 'images'} could not be read and ${one ? 'is' : 'are'} left off the map.`,
      sentences,
    );
}
