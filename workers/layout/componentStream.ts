import type { Components } from '../../src/contracts/layout.ts';
import { IncrementalPca } from '../../src/maths/linear/incrementalPca.ts';
import { type AffineBasis, projectOnto } from '../../src/maths/linear/projection.ts';
import { VectorStore } from './vectorStore.ts';

const batchRows = 256; // 0.3 s a batch at 1,280 × 64; 512 takes 1.1 s, for the eigenproblem grows as the cube
const projectedRows = 32; // rows a step of `componentsSteps`: some milliseconds

/** Representations as they arrive, and the principal components of all of them under the latest basis. */
export class ComponentStream {
  private readonly store: VectorStore;
  private readonly dimension: number;
  private readonly count: number;
  private readonly pca: IncrementalPca;
  /** The basis of the last call of `componentsSteps`, before which there is the one fitted so far. */
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

  /** Keeps the vectors and fits what makes whole batches. */
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

  /** Vectors held. */
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
  *componentsSteps(): Generator<number, Components> {
    const held = this.store.rows.length;
    let model = this.pca;
    if (held > 0 && this.fitted === 0 && held < this.count) {
      model = new IncrementalPca(this.dimension, held);
      for (const _ of model.partialFitSteps(this.store.read(0, held))) yield 0;
      this.provisional = model;
    } else if (this.fitted < held) for (const _ of this.fitSteps(held)) yield 0;
    const count = model.count;
    const order = Uint32Array.from(this.store.rows.keys()).sort(
      (a, b) => this.store.rows[a] - this.store.rows[b],
    );
    const place = new Uint32Array(held);
    order.forEach((added, sorted) => {
      place[added] = sorted;
    });
    const values = new Float32Array(held * count);
    for (let from = 0; from < held; from += projectedRows) {
      const to = Math.min(held, from + projectedRows);
      const part = projectOnto(model, this.store.read(from, to));
      for (let i = from; i < to; i++) {
        values.set(part.subarray((i - from) * count, (i - from + 1) * count), place[i] * count);
      }
      yield to;
    }
    return {
      matrix: { rows: held, columns: count, values },
      rows: order.map(added => this.store.rows[added]),
      explainedVarianceRatio: model.explainedVarianceRatio,
      basis: {
        mean: Float32Array.from(model.mean),
        axes: { rows: count, columns: this.dimension, values: Float32Array.from(model.axes) },
      },
    };
  }
}
