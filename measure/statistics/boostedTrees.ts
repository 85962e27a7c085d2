/** Gradient boosting of small trees on the logistic loss (Friedman 2001) over features cut into quantile bins. */
interface BoostedTrees {
  /** Log odds of the positive class for each row of (n, d) row-major */
  score(rows: Float64Array): Float64Array;
}

interface Leaf {
  value: number;
}
interface Fork {
  feature: number;
  /** Rows at or below go left */
  threshold: number;
  left: Node;
  right: Node;
}
type Node = Leaf | Fork;

interface BoostingOptions {
  trees: number;
  depth: number;
  learningRate: number;
}

const bins = 32;
const leastRows = 12; // a leaf of fewer rows learns noise

/** @param rows (n, d) row-major @param positive (n) */
export function growBoostedTrees(
  rows: Float64Array,
  positive: Uint8Array,
  columns: number,
  { trees, depth, learningRate }: BoostingOptions,
): BoostedTrees {
  const count = positive.length;
  const cuts = Array.from({ length: columns }, (_, j) => quantiles(rows, j, columns, count));
  const binned = new Uint8Array(count * columns);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < columns; j++) {
      let bin = 0;
      while (bin < cuts[j].length && rows[i * columns + j] > cuts[j][bin]) bin++;
      binned[i * columns + j] = bin;
    }
  }
  const score = new Float64Array(count);
  const gradient = new Float64Array(count);
  const curvature = new Float64Array(count);

  function grow(members: Int32Array, left: number): Node {
    let [g, h] = [0, 0];
    for (const i of members) {
      g += gradient[i];
      h += curvature[i];
    }
    const split = left > 0 && members.length >= 2 * leastRows ? bestSplit(members, g, h) : null;
    if (!split) return { value: (learningRate * g) / (h + 1) };
    const goesLeft = (i: number) => binned[i * columns + split.feature] <= split.bin;
    return {
      feature: split.feature,
      threshold: cuts[split.feature][split.bin],
      left: grow(members.filter(goesLeft), left - 1),
      right: grow(
        members.filter(i => !goesLeft(i)),
        left - 1,
      ),
    };
  }

  function bestSplit(members: Int32Array, g: number, h: number) {
    let best: { feature: number; bin: number } | null = null;
    let most = 1e-6;
    const [gs, hs, ns] = [new Float64Array(bins), new Float64Array(bins), new Int32Array(bins)];
    for (let j = 0; j < columns; j++) {
      gs.fill(0);
      hs.fill(0);
      ns.fill(0);
      for (const i of members) {
        const bin = binned[i * columns + j];
        gs[bin] += gradient[i];
        hs[bin] += curvature[i];
        ns[bin]++;
      }
      let [gl, hl, nl] = [0, 0, 0];
      for (let bin = 0; bin < cuts[j].length; bin++) {
        gl += gs[bin];
        hl += hs[bin];
        nl += ns[bin];
        if (nl < leastRows || members.length - nl < leastRows) continue;
        const gain = gl ** 2 / (hl + 1) + (g - gl) ** 2 / (h - hl + 1) - g ** 2 / (h + 1);
        if (gain > most) {
          most = gain;
          best = { feature: j, bin };
        }
      }
    }
    return best;
  }

  const everyone = Int32Array.from({ length: count }, (_, i) => i);
  const forest: Node[] = [];
  for (let t = 0; t < trees; t++) {
    for (let i = 0; i < count; i++) {
      const p = 1 / (1 + Math.exp(-score[i]));
      gradient[i] = positive[i] - p;
      curvature[i] = p * (1 - p);
    }
    const tree = grow(everyone, depth);
    forest.push(tree);
    for (let i = 0; i < count; i++) score[i] += answerOf(tree, rows, i * columns);
  }
  return {
    score(asked) {
      const out = new Float64Array(asked.length / columns);
      for (let i = 0; i < out.length; i++) {
        for (const tree of forest) out[i] += answerOf(tree, asked, i * columns);
      }
      return out;
    },
  };
}

function answerOf(node: Node, rows: Float64Array, start: number): number {
  let at = node;
  while ('feature' in at) at = rows[start + at.feature] <= at.threshold ? at.left : at.right;
  return at.value;
}

/** Distinct cuts between `bins` equal shares of a column. */
function quantiles(rows: Float64Array, column: number, columns: number, count: number): number[] {
  const sorted = Float64Array.from({ length: count }, (_, i) => rows[i * columns + column]).sort();
  const cuts = new Set<number>();
  for (let k = 1; k < bins; k++) cuts.add(sorted[Math.floor((k / bins) * count)]);
  cuts.delete(sorted[count - 1]);
  return [...cuts];
}
