import { createStore, type StoreApi } from 'zustand/vanilla';
import { isAbort } from '../../rpc/jobPort.ts';
import type { JobHandle } from '../../session/jobs.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Representation } from '../../session/representation.ts';
import type { Session } from '../../session/session.ts';
import { type Face, type LayoutClient, layOut, placeAdded } from './points/layOut.ts';
import { ofRows, unplaced, withRows } from './points/rowPositions.ts';

export interface MapState {
  /** `empty`: nothing to draw from. `stopped`: by the person; what was drawn stays. */
  stage: 'empty' | 'drawing' | 'done' | 'stopped' | 'failed';
  /** The job that draws, in `session.jobs`; null when none does. */
  jobId: number | null;
  /** Why it failed, as a sentence. */
  failure: string | null;
  /** Draws the present representation anew from nothing, also where the catalogue brought a map of its own. */
  redraw(): void;
  /** Stops following the session. */
  end(): void;
}

export type MapStore = StoreApi<MapState>;

/** Whose map is on screen. `brought`: the catalogue's own; its weights are null until a representation names them. */
interface Drawn {
  weights: string | null;
  brought: boolean;
}

/**
 * Keeps `session.positions` in step with `session.representation`. The first galaxies are laid out by UMAP; those that
 * arrive later are placed near their neighbours at once; when all are there, all are laid out from where they stand,
 * so that the map keeps its face. A catalogue that brings a map keeps it until other weights are chosen. A representation
 * that was there before, the same object, gets its map back at once.
 *
 * @param seed of the layouts; the same catalogue and weights then give the same map
 */
export function createMapStore({
  session,
  layout,
  seed = 1,
}: {
  session: Session;
  layout: LayoutClient;
  seed?: number;
}): MapStore {
  const { catalogue, representation, positions, jobs, notices } = session;
  let drawn: Drawn | null = null;
  /** The first sample while it is laid out: what is published meanwhile waits for its end. */
  let sample: Representation | null = null;
  /** Settled maps of whole representations, for as long as somebody holds these: one that comes back stands as it stood. */
  const faces = new WeakMap<Representation, Float32Array>();

  const store = createStore<MapState>(() => ({
    stage: 'empty',
    jobId: null,
    failure: null,
    redraw() {
      stop();
      drawn = null;
      const present = representation.getState().representation;
      if (!present) return;
      faces.delete(present);
      follow(present);
    },
    end() {
      stop();
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  }));

  function opened(): void {
    stop();
    const { positions: own, weights } = catalogue.getState().catalogue ?? {};
    drawn = own ? { weights: weights ?? null, brought: true } : null;
    positions.getState().replace(own ?? null, false);
    store.setState({ stage: own ? 'done' : 'empty', failure: null });
  }

  function follow(next: Representation): void {
    if (drawn?.brought && (drawn.weights ?? next.weights) === next.weights) {
      drawn.weights = next.weights;
      const { positions: own } = positions.getState();
      if (own && next.complete) faces.set(next, own);
      return;
    }
    const n = next.rows.length.toLocaleString('en');
    const grows = drawn?.weights === next.weights;
    const face = faces.get(next);
    if (face) putBack(next, face);
    else if (next.complete) void run(`Map ${n} galaxies`, job => drawAll(next, grows, job));
    else if (sample?.weights === next.weights) return;
    else if (grows) void run(`Place galaxies on the map, ${n} in all`, job => place(next, job));
    else void run(`Map a first ${n} galaxies`, job => drawSample(next, job));
  }

  function putBack(next: Representation, face: Float32Array): void {
    stop();
    drawn = { weights: next.weights, brought: false };
    positions.getState().replace(face, false);
    store.setState({ stage: 'done', failure: null });
  }

  /** One job at a time; the one before leaves no trace in the tray. */
  async function run(title: string, draw: (job: JobHandle) => Promise<void>): Promise<void> {
    stop();
    const job = jobs.getState().start(title);
    store.setState({ stage: 'drawing', jobId: job.id, failure: null });
    let stage: MapState['stage'] = 'done';
    let failure: string | undefined;
    try {
      await draw(job);
      if (job.signal.aborted) stage = 'stopped';
    } catch (error) {
      stage = isAbort(error) || job.signal.aborted ? 'stopped' : 'failed';
      if (stage === 'failed') failure = sentenceOf(error);
    }
    job.finish(stage === 'done' || stage === 'failed' ? stage : 'stopped', failure);
    if (store.getState().jobId !== job.id) {
      jobs.getState().dismiss(job.id);
      return;
    }
    settle();
    store.setState({ stage, jobId: null, failure: failure ?? null });
    if (failure !== undefined) notices.getState().complain(`The map could not be drawn: ${failure}`);
    const finished = sample;
    sample = null;
    const present = representation.getState().representation;
    if (finished && present && present !== finished && stage !== 'failed') follow(present);
  }

  /** Ends what is running; what it drew stays. */
  function stop(): void {
    const { jobId } = store.getState();
    sample = null;
    if (jobId === null) return;
    store.setState({ jobId: null, stage: drawn ? 'done' : 'empty' });
    settle();
    jobs.getState().cancel(jobId);
  }

  function settle(): void {
    const { positions: present, settling, replace } = positions.getState();
    if (settling) replace(present, false);
  }

  async function drawSample(next: Representation, job: JobHandle): Promise<void> {
    sample = next;
    await draw(next, { resemble: present(next) }, unplaced(rowCount()), job);
  }

  async function drawAll(next: Representation, grows: boolean, job: JobHandle): Promise<void> {
    if (!grows) return draw(next, { resemble: present(next) }, unplaced(rowCount()), job);
    await place(next, job);
    const start = present(next);
    await draw(next, { start }, positions.getState().positions ?? unplaced(rowCount()), job);
  }

  async function draw(next: Representation, face: Face, ground: Float32Array, job: JobHandle): Promise<void> {
    const show = (placed: Float32Array, settling: boolean) => {
      if (job.signal.aborted) return;
      drawn = { weights: next.weights, brought: false };
      positions.getState().replace(withRows(ground, next.rows, placed), settling);
    };
    const control = { onProgress: job.report, signal: job.signal };
    show(await layOut(layout, next, face, seed, frame => show(frame, true), control), false);
    const { positions: settled } = positions.getState();
    if (settled && next.complete && !job.signal.aborted) faces.set(next, settled);
  }

  async function place(next: Representation, job: JobHandle): Promise<void> {
    const before = positions.getState().positions;
    if (!before) return;
    const control = { onProgress: job.report, signal: job.signal };
    const after = await placeAdded(layout, next, before, control);
    if (!job.signal.aborted && after !== before) positions.getState().replace(after, false);
  }

  const rowCount = () => catalogue.getState().catalogue?.rowCount ?? 0;

  /** (rows, 2) where a representation's galaxies stand on screen, if there is a map. */
  function present({ rows }: Representation): Float32Array | undefined {
    const all = positions.getState().positions;
    return all ? ofRows(all, rows) : undefined;
  }

  const subscriptions = [
    catalogue.subscribe((now, before) => {
      if (now.catalogue !== before.catalogue) opened();
    }),
    representation.subscribe((now, before) => {
      if (now.version === before.version) return;
      if (now.representation) follow(now.representation);
      else stop();
    }),
  ];

  opened();
  const already = representation.getState().representation;
  if (already) follow(already);
  return store;
}
