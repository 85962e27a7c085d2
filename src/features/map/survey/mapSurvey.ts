import type { MapDensity, MapPictures, MapWorker } from '../../../contracts/map.ts';
import type { RowMask } from '../../../maths/catalogue/rowMask.ts';
import type { WorkerClient } from '../../../rpc/client.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { createRevivingClient } from '../../../rpc/revivingClient.ts';

/** Which galaxies of a map have pictures, with the places it was told of. */
export interface PlacedPictures extends MapPictures {
  /** (n, 2) row-major, NaN where a galaxy has no place */
  positions: Float32Array;
}

/** Asks the map worker about the map on screen. A map that settles is asked about as often as the worker can answer. */
interface MapSurvey {
  /** @param allowed rows that may have a picture; null: all. Without positions everything is forgotten. */
  follow(positions: Float32Array | null, allowed: RowMask | null): void;
  end(): void;
}

interface SurveyEvents {
  onDensity(density: MapDensity | null): void;
  onPictures(pictures: PlacedPictures | null): void;
  onProblem(error: unknown): void;
}

const restMs = 2000; // a map that settles asks several times a second

/** @param open starts a map worker, at the first map */
export function createMapSurvey(
  open: () => WorkerClient<MapWorker>,
  { onDensity, onPictures, onProblem }: SurveyEvents,
): MapSurvey {
  const client = createRevivingClient(open, { restMs });
  const densityCall = createLatestCall<MapDensity | null>({ done: onDensity, failed: onProblem });
  const picturesCall = createLatestCall<PlacedPictures | null>({ done: onPictures, failed: onProblem });
  let known: Float32Array | null = null; // whose density was asked for last

  return {
    follow(positions, allowed) {
      if (!positions) {
        known = null;
        densityCall.cancel();
        picturesCall.cancel();
        onDensity(null);
        onPictures(null);
        return;
      }
      if (known?.length !== positions.length) {
        densityCall.cancel(); // of another catalogue
        picturesCall.cancel();
      }
      if (positions !== known) {
        known = positions;
        densityCall.afterwards(() => client.call(api => api.density(positions)));
      }
      picturesCall.afterwards(async signal => {
        const found = await client.job({ signal }, (api, port) => api.pictures(positions, allowed, port));
        return found && { ...found, positions };
      });
    },
    end() {
      densityCall.cancel();
      picturesCall.cancel();
      client.end();
    },
  };
}
