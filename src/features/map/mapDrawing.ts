import { defaultLayout, type UmapSettings } from '../../contracts/layoutSettings.ts';
import type { DrawnMap } from '../../session/map/maps.ts';
import type { Representation } from '../../session/representation.ts';
import type { RunningJob } from '../../session/runJob.ts';
import type { Session } from '../../session/session.ts';
import { type LayoutGuide, layOut, placeAdded } from './points/layOut.ts';
import type { LayoutClient } from './points/layoutClient.ts';
import { ofRows, unplaced, withRows } from './points/rowPositions.ts';

/** What a map is drawn with. */
interface MapDrawing {
  /** Lays out the galaxies of a representation from nothing, turned to look like the map on screen; others have no place. */
  drawAfresh(next: Representation, job: RunningJob): Promise<void>;
  /** Places the galaxies that are new, then lays all of them out from where they stand. */
  drawGrown(next: Representation, job: RunningJob): Promise<void>;
  /** Gives the galaxies that are new a place near their neighbours; the others stay. */
  place(next: Representation, job: RunningJob): Promise<void>;
}

interface MapDrawingOptions {
  session: Session;
  layout: LayoutClient;
  /** Told of each map that is put on screen, also while it settles. */
  onShown(of: Representation): void;
  /** Told of the settled map of a representation; its positions are (n, 2) of all rows of the catalogue. */
  onSettled(of: Representation, map: DrawnMap): void;
}

/** The steps that put positions into `session.positions`; once a job is cancelled they leave it alone. */
export function createMapDrawing(options: MapDrawingOptions): MapDrawing {
  const { session, layout, onShown, onSettled } = options;
  const { catalogue, maps, positions } = session;
  const rowCount = () => catalogue.getState().catalogue?.rowCount ?? 0;

  /** (rows, 2) where a representation's galaxies stand on screen, if there is a map. */
  function present({ rows }: Representation): Float32Array | undefined {
    const all = positions.getState().positions;
    return all ? ofRows(all, rows) : undefined;
  }

  function umapSettings(): UmapSettings {
    const { settings } = maps.getState();
    return settings.kind === 'umap' ? settings : defaultLayout;
  }

  /** @param others (n, 2) positions, kept for the rows that the representation does not have */
  async function draw(
    next: Representation,
    guide: LayoutGuide,
    others: Float32Array,
    job: RunningJob,
  ): Promise<void> {
    const settings = umapSettings();
    const show = (placed: Float32Array, settling: boolean) => {
      if (job.signal.aborted) return;
      onShown(next);
      positions.getState().replace(withRows(others, next.rows, placed), settling);
    };
    const control = { onProgress: job.report, signal: job.signal };
    const onFrame = (frame: Float32Array) => show(frame, true);
    const map = await layOut(layout, next, { ...guide, settings, onFrame }, control);
    show(map.positions, false);
    const { positions: settled } = positions.getState();
    if (!settled || job.signal.aborted) return;
    const { neighbourRecall } = map;
    const grown = guide.start ? { grown: true } : {};
    onSettled(next, {
      ...{ layout: settings, weights: next.weights, positions: settled, neighbourRecall },
      ...grown,
    });
  }

  async function place(next: Representation, job: RunningJob): Promise<void> {
    const before = positions.getState().positions;
    if (!before) return;
    const control = { onProgress: job.report, signal: job.signal };
    const after = await placeAdded(layout, next, before, control);
    if (!job.signal.aborted && after !== before) positions.getState().replace(after, false);
  }

  return {
    drawAfresh: (next, job) => draw(next, { resemble: present(next) }, unplaced(rowCount()), job),
    async drawGrown(next, job) {
      await place(next, job);
      const others = positions.getState().positions ?? unplaced(rowCount());
      await draw(next, { start: present(next) }, others, job);
    },
    place,
  };
}
