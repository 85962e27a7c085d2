import type { StoreApi } from 'zustand/vanilla';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { EncoderCard } from '../../../contracts/tensor.ts';
import { loadOnce } from '../../../rpc/loadOnce.ts';
import type { Representation } from '../../../session/representation.ts';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import type { EncoderChoice } from '../encoderChoice.ts';
import type { ModelsState } from '../modelsState.ts';
import type { FormerRepresentation } from './formerRepresentations.ts';
import type { MakerParts } from './representationMaker.ts';

/** The one job at a time that gives the open catalogue a representation. */
interface RepresentationJob {
  /**
   * Stops what runs, waits for it (it may be keeping what it has), and starts anew. Never rejects.
   *
   * @param wanted weights asked for; null takes the file's own representation, or the chosen weights
   */
  start(wanted: string | null): Promise<void>;
  stop(): void;
  /** Weights of the embedding under way, under which no other network may be loaded; null where none is. */
  embedding(): string | null;
}

/** How a catalogue comes to its representation. */
interface Way {
  /** Takes what the file brings. */
  adopts: boolean;
  /** Puts every image through the network. */
  embeds: boolean;
  /** Takes what these weights made of the catalogue before. */
  again: FormerRepresentation | undefined;
}

/** @param store whose `switching` this keeps */
export function createRepresentationJob(
  parts: MakerParts,
  choice: EncoderChoice,
  store: StoreApi<ModelsState>,
): RepresentationJob {
  const { session, mapBasis, shown } = parts;
  const makers = loadOnce(() => import('./representationMaker.ts')); // the embedded sky is drawn without it
  let stop: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  let embedding: string | null = null;

  function wayOf(catalogue: OpenedCatalogue, wanted: string | null): Way {
    const adopts = wanted === null && catalogue.embedding !== undefined;
    const present = session.representation.getState().representation;
    const already = wanted !== null && present?.weights === wanted && present.complete;
    const again = wanted === null || already ? undefined : shown.former(catalogue, wanted);
    return { adopts, again, embeds: catalogue.hasImages && !adopts && !already && !again };
  }

  async function follow(
    { adopts, embeds, again }: Way,
    catalogue: OpenedCatalogue,
    wanted: string | null,
    job: RunningJob,
  ): Promise<void> {
    const control = { signal: job.signal, onProgress: job.report, whenUnpaused: job.whenUnpaused };
    if (adopts) await (await makers()).adopt(parts, catalogue, control);
    else if (embeds) {
      embedding = wanted ?? store.getState().chosen; // before it is loaded: from here on no other is
      const card = await (wanted === null ? choice.loadedChoice(control) : choice.loaded(wanted, control));
      embedding = card.name;
      await (await makers()).embedUnderMap(parts, catalogue, card, control);
    } else if (wanted !== null) {
      if (again) {
        shown.replace(catalogue, again);
        await mapBasis.give(again.basis, catalogue);
      }
      const card = await choice.loaded(wanted, control);
      const { representation: present } = session.representation.getState();
      if (catalogue.hasImages && !again && isOfNamesake(present, card)) {
        embedding = card.name;
        await (await makers()).embedUnderMap(parts, catalogue, card, control);
      }
    }
    if (wanted !== null) choice.choose(wanted);
  }

  async function run(stopped: AbortSignal, wanted: string | null): Promise<void> {
    const catalogue = session.catalogue.getState().catalogue;
    if (!catalogue || stopped.aborted) return;
    const notices = session.notices.getState();
    const way = wayOf(catalogue, wanted);
    const isWork = way.embeds || way.adopts;
    if (!isWork && wanted === null) {
      const what = `${catalogue.name} has neither images nor representations`;
      if (catalogue.asksForMap) {
        notices.say(`${what}; the Data room can draw its columns x and y as the map.`);
      } else if (!catalogue.positions) {
        notices.say(`${what}, so no map is drawn of them; the Table room lists them.`);
      }
      return;
    }
    let id = -1;
    const end = await runJob(
      session.jobs,
      isWork ? `Embed ${formatGalaxies(catalogue.rowCount)}` : `Load ${wanted}`,
      job => follow(way, catalogue, wanted, job),
      {
        pausable: way.embeds,
        signal: stopped,
        onStart(job) {
          id = job;
          if (wanted !== null) store.setState({ switching: { name: wanted, job } });
        },
      },
    );
    embedding = null;
    if (store.getState().switching?.job === id) store.setState({ switching: null });
    if (end.outcome !== 'failed') return;
    const what = isWork ? 'The galaxies could not be embedded' : 'The network could not be loaded';
    const stays = wanted === null || way.again ? '' : ' The map keeps the representation it had.';
    notices.complain(`${what}: ${end.failure}${stays}`);
  }

  return {
    async start(wanted) {
      stop?.abort();
      const mine = new AbortController();
      stop = mine;
      running = running.then(() => run(mine.signal, wanted));
      await running;
    },
    stop: () => stop?.abort(),
    embedding: () => embedding,
  };
}

/** True for a representation that other weights of the same name made: those were deleted, and these opened under their name. */
function isOfNamesake(present: Representation | null, { sha256 }: EncoderCard): boolean {
  const made = present?.weightsSha256;
  return made !== undefined && made !== '' && sha256 !== '' && made !== sha256;
}
