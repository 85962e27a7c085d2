import type { Components } from '../../src/contracts/layout.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { IncrementalPca } from '../../src/maths/linear/incrementalPca.ts';
import { type AffineBasis, projectOnto } from '../../src/maths/linear/projection.ts';
import { VectorStore } from './vectorStore.ts';

/** Components as they were computed: in 32 bits. */
export interface FloatComponents extends Omit<Components, 'matrix'> {
  /** (rows, k) row-major */
  matrix: Matrix;
}

const batchRows = 256; // 0.3 s a batch at 1,280 × 64; 512 takes 1.1 s, for the eigenproblem grows as the cube
const projectedRows = 32; // rows a step of `componentsSteps`: some milliseconds

/** Representations as they arrive, and the principal components of all of them under the latest basis. */
export class ComponentStream {
  private readonly store: VectorStore;
  private readonly dimension: number;
  private readonly count: number;
  private readonly pca: IncrementalPca;
  /** Fitted by `componentsSteps` while there are fewer vectors than components; undefined once batches are fitted. */
  private provisional?: IncrementalPca;
  /** How many of the store's rows the PCA has seen. */
  private fitted = 0;

  /** @param components at most `dimension` are kept */
  constructor(dimension: number, components: number) {
    this.dimension = dimension;
    this.count = Math.min(components, dimension);
    this.pca = new IncrementalPca(dimension, this.count);
    this.store = new VectorStore(dimension);
  }

  /**
   * Keeps the vectors and fits what makes whole batches.
   *
   * @param rows catalogue rows, none added before
   * @param vectors (rows.length, dimension) row-major, finite
   * @yields after pieces of work of some milliseconds
   */
  *addSteps(rows: Uint32Array, vectors: Float32Array): Generator<void, void> {
    this.store.add(rows, vectors);
    const batch = Math.max(batchRows, this.count);
    while (this.store.rows.length - this.fitted >= batch) yield* this.fitSteps(this.fitted + batch);
  }

  private *fitSteps(to: number): Generator<void, void> {
    yield* this.pca.partialFitSteps(this.store.read(this.fitted, to));
    this.fitted = to;
    this.provisional = undefined;
  }

  /** Vectors added so far. */
  get size(): number {
    return this.store.rows.length;
  }

  /** The basis of everything fitted so far; undefined before the first fit. */
  get basis(): AffineBasis | undefined {
    return this.provisional ?? (this.fitted > 0 ? this.pca : undefined);
  }

  /**
   * Components of all vectors under a basis fitted to all of them. While there are fewer vectors than components, as
   * many components as vectors, from a fit of these alone.
   *
   * @yields rows done
   */
  *componentsSteps(): Generator<number, FloatComponents> {
    const { size } = this;
    let model = this.pca;
    if (size > 0 && this.fitted === 0 && size < this.count) {
      model = new IncrementalPca(this.dimension, size);
      for (const _ of model.partialFitSteps(this.store.read(0, size))) yield 0;
      this.provisional = model;
    } else if (this.fitted < size) for (const _ of this.fitSteps(size)) yield 0;
    const count = model.count;
    const order = Uint32Array.from(this.store.rows.keys()).sort(
      (a, b) => this.store.rows[a] - this.store.rows[b],
    );
    const place = new Uint32Array(size);
    order.forEach((added, sorted) => {
      place[added] = sorted;
    });
    const values = new Float32Array(size * count);
    for (let from = 0; from < size; from += projectedRows) {
      const to = Math.min(size, from + projectedRows);
      const part = projectOnto(model, this.store.read(from, to));
      for (let i = from; i < to; i++) {
        values.set(part.subarray((i - from) * count, (i - from + 1) * count), place[i] * count);
      }
      yield to;
    }
    return {
      matrix: { rows: size, columns: count, values },
      rows: order.map(added => this.store.rows[added]),
      explainedVarianceRatio: model.explainedVarianceRatio,
      basis: {
        mean: Float32Array.from(model.mean),
        axes: { rows: count, columns: this.dimension, values: Float32Array.from(model.axes) },
      },
    };
  }
}
