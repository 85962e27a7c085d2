import type { JobControl } from '../../contracts/job.ts';
import type { ImageQuery } from './query.ts';

/** An image from outside, as the search knows galaxies. */
export interface EmbeddedImage {
  /** (k) components under the present basis */
  vector: Float32Array;
  /** Object URL of the image; whoever is handed it revokes it. */
  imageUrl: string;
}

/** Embeds and projects an image file; rejects with a sentence if it is no readable image. */
export type EmbedQuery = (file: File, control: JobControl) => Promise<EmbeddedImage>;

/** Components of the image last asked with, embedded once for each representation. */
interface ImageQueryVectors {
  /**
   * @param version of the representation
   * @param control aborting its signal forgets the answer
   * @returns (k) components, and the query with the image as the network saw it, whose former URL is revoked
   */
  vectorOf(
    query: ImageQuery,
    version: number,
    control: Required<JobControl>,
  ): Promise<{ vector: Float32Array; seen: ImageQuery }>;
}

/** @param embedding told before a network is asked */
export function createImageQueryVectors(embedQuery: EmbedQuery, embedding: () => void): ImageQueryVectors {
  let last: { query: ImageQuery; version: number; vector: Float32Array } | null = null;
  return {
    async vectorOf(query, version, control) {
      if (last?.query === query && last.version === version) return { vector: last.vector, seen: query };
      embedding();
      const { vector, imageUrl } = await embedQuery(query.file, control);
      if (control.signal.aborted) URL.revokeObjectURL(imageUrl);
      control.signal.throwIfAborted();
      URL.revokeObjectURL(query.imageUrl);
      const seen = { ...query, imageUrl };
      last = { query: seen, version, vector };
      return { vector, seen };
    },
  };
}
