import type { IngestProblem, OpenedCatalogue } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { JoiningGalaxies } from '../../contracts/joining.ts';
import type { EncoderCard } from '../../contracts/tensor.ts';
import type { ComponentsClient } from './componentsClient.ts';
import type { ModelsClients } from './modelsState.ts';

interface JoiningMeans {
  clients: Pick<ModelsClients, 'tensor' | 'pixels'>;
  /** The network of the map, loaded. */
  card: EncoderCard;
  /** It has the basis of the map. */
  components: ComponentsClient;
  /** @throws Error where the network that is loaded is no longer that of `card` */
  check(): void;
}

/**
 * Puts galaxies of another open catalogue through the network of the map, batch by batch, and under the map's basis.
 *
 * @param wanted (m) its rows
 */
export async function embedJoining(
  { clients, card, components, check }: JoiningMeans,
  { handle }: Pick<OpenedCatalogue, 'handle'>,
  wanted: Uint32Array,
  control: JobControl,
): Promise<JoiningGalaxies> {
  const batchSize = await clients.tensor.call(api => api.batchSize());
  const rows: Uint32Array[] = [];
  const found = {
    components: [] as Float32Array[],
    answers: [] as Float32Array[],
    distances: [] as Float32Array[],
  };
  const problems: IngestProblem[] = [];
  for (let from = 0; from < wanted.length; from += batchSize) {
    control.signal?.throwIfAborted();
    const to = Math.min(wanted.length, from + batchSize);
    const batch = await clients.pixels(handle, wanted.slice(from, to), card.view);
    problems.push(...batch.problems);
    if (batch.rows.length > 0) {
      const vectors = await clients.tensor.call(api => api.embed(batch));
      check();
      rows.push(batch.rows);
      if (card.head) found.answers.push(await clients.tensor.call(api => api.answers(vectors)));
      if (card.familiar) found.distances.push(await clients.tensor.call(api => api.distances(vectors)));
      found.components.push((await components.project(vectors)).values);
    }
    control.onProgress?.({ phase: 'Embedding', done: to, total: wanted.length, unit: 'galaxies' });
  }
  return {
    rows: Uint32Array.from(rows.flatMap(each => [...each])),
    components: joined(found.components),
    answers: card.head ? joined(found.answers) : null,
    distances: card.familiar ? joined(found.distances) : null,
    problems,
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
