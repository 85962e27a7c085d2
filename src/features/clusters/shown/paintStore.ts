import { createStore, type StoreApi } from 'zustand/vanilla';
import { pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import { createRandom } from '../../../maths/statistics/random.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Painter } from './painter.ts';
import type { ShownClustering } from './shownClustering.ts';

/** A synthetic galaxy. */
interface Draw {
  /** "1" to the last of its cluster. */
  name: string;
  values: Float32Array;
}

/** Pictures a network has painted for the cards. */
interface PaintedCards {
  /** By place in the results: reconstructions of galaxies. */
  made: Map<number, Float32Array>;
  /** By cluster: synthetic galaxies. */
  drawn: Map<number, Draw[]>;
}

/** State of {@link createPaintStore}. */
interface PaintState {
  painting: boolean;
  failure: string | null;
  /** Null until they are asked for. */
  pictures: PaintedCards | null;
  /** Paints reconstructions of some galaxies, and draws of every component. @param places in the results */
  paint(clustering: ShownClustering, places: readonly number[]): Promise<void>;
  of(cluster: number, pictures: PaintedCards | null): Draw[];
  clear(): void;
}

/** Holds what was painted for the cards. */
export type PaintStore = StoreApi<PaintState>;

const drawsEach = 6;

/** Reconstructions and draws for the cards of the clustering on show. */
export function createPaintStore(painter: Painter): PaintStore {
  return createStore<PaintState>((set, get) => ({
    painting: false,
    failure: null,
    pictures: null,
    async paint(clustering, places) {
      if (get().painting) return;
      set({ painting: true, failure: null });
      const { portrait, results } = clustering;
      const { mixture } = portrait;
      const numbers = pictureNumbers(portrait);
      const components = mixture.logWeights.length;
      const latents = mixture.means.length / components;
      const random = createRandom(1);
      const codes = new Float32Array((places.length + components * drawsEach) * latents);
      for (const [i, place] of places.entries()) {
        codes.set(results!.codes.subarray(place * latents, (place + 1) * latents), i * latents);
      }
      for (let at = places.length * latents; at < codes.length; at++) {
        const draw = Math.floor((at / latents - places.length) / drawsEach);
        const of = Math.floor(draw) * latents + (at % latents);
        codes[at] = mixture.means[of] + Math.exp(mixture.logVariances[of] / 2) * random.normal();
      }
      try {
        const painted = await painter.paint(clustering, codes);
        const picture = (i: number) => painted.subarray(i * numbers, (i + 1) * numbers);
        const drawn = Array.from({ length: components }, (_, c) => {
          const first = places.length + c * drawsEach;
          return [
            c,
            Array.from({ length: drawsEach }, (__, i) => ({
              name: String(i + 1),
              values: picture(first + i),
            })),
          ] as const;
        });
        set({
          pictures: { made: new Map(places.map((place, i) => [place, picture(i)])), drawn: new Map(drawn) },
        });
      } catch (error) {
        set({ failure: sentenceOf(error) });
      }
      set({ painting: false });
    },
    of: (cluster, pictures) => pictures?.drawn.get(cluster) ?? [],
    clear: () => set({ pictures: null, failure: null }),
  }));
}
