import { proxy } from 'comlink';
import type { JobControl } from '../../../contracts/job.ts';
import type { LayoutOptions, LayoutWorker, MapLayout } from '../../../contracts/layout.ts';
import type { Matrix } from '../../../contracts/matrix.ts';
import type { SixteenBitRows } from '../../../maths/neighbours/sixteenBitRows.ts';
import type { WorkerClient } from '../../../rpc/client.ts';
import { createRevivingClient } from '../../../rpc/revivingClient.ts';

/** Map positions by a layout worker. All it needs comes with the call, so that a lost worker only costs the call under way. */
export interface LayoutClient {
  /**
   * UMAP of (n, k) components.
   *
   * @param onPositions gets (n, 2) row-major positions a few times a second while they settle
   */
  layout(
    components: SixteenBitRows,
    options: LayoutOptions,
    onPositions: (positions: Float32Array) => void,
    control: JobControl,
  ): Promise<MapLayout>;
  /** Lets the layout under way begin with the neighbours it has found. */
  enough(): Promise<void>;
  /**
   * Places for galaxies not in the layout, near their neighbours that are.
   *
   * @param placed (m, k) components of the galaxies that have a place
   * @param positions (m, 2) row-major, theirs
   * @param added (l, k) components of the others
   * @returns (l, 2) row-major
   */
  place(placed: Matrix, positions: Float32Array, added: Matrix, control: JobControl): Promise<Float32Array>;
}

/** @param open starts a layout worker, at the first call */
export function createLayoutClient(
  open: () => WorkerClient<Pick<LayoutWorker, 'layout' | 'place' | 'enough'>>,
): LayoutClient {
  const client = createRevivingClient(open);
  return {
    layout: (components, options, onPositions, control) =>
      client.job(control, (api, port) => api.layout(components, options, proxy(onPositions), port)),
    enough: () => client.call(api => api.enough()),
    place: (placed, positions, added, control) =>
      client.job(control, (api, port) => api.place(placed, positions, added, port)),
  };
}
