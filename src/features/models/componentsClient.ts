import type { JobControl } from '../../contracts/job.ts';
import type { Components, LayoutWorker } from '../../contracts/layout.ts';
import type { Matrix } from '../../contracts/matrix.ts';

/** A worker that holds the representations of one catalogue by one network, and their principal components. */
export interface Keeper extends Pick<LayoutWorker, 'begin' | 'add' | 'setBasis'> {
  components(control: JobControl): Promise<Components>;
  project(vectors: Float32Array): Promise<Matrix>;
  /** Ends it with all it holds. */
  end(): void;
}
