import { createRandom, type Random } from '../statistics/random.ts';

const trees = 200; // the score's scatter over seeds is then about 0.005
const sampleSize = 256; // Liu et al. 2008: more hides what is rare among what is common
const eulerGamma = 0.5772156649015329;
const pointsPerStep = 2000; // points sent through one tree between two yields: a millisecond

/** A tree as parallel arrays, (nodes) each; node 0 is the root, the children of node i are `below[i]` and `below[i]` + 1. */
interface Tree {
  /** Column that is compared with `cut`; −1 at a leaf. */
  column: Int16Array;
  cut: Float64Array;
  below: Int32Array;
  /** At a leaf: its depth plus the mean depth of a search among the points left there. */
  depth: Float64Array;
}

/** Mean depth of an unsuccessful search in a binary tree of n points (Liu et al. 2008, eq. 1). */
export function averageDepth(n: number): number {
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + eulerGamma) - (2 * (n - 1)) / n;
}

/**
 * Isolation forest (Liu, Ting & Zhou 2008): how few random cuts separate a point from the others, 2^(−depth / mean depth),
 * 0–1, about 0.5 for an ordinary point. 200 trees of 256 points each, their columns drawn among those that vary there
 * (as scikit-learn does).
 *
 * @param points (n, columns) row-major, n ≥ 2
 * @yields the share done, 0–1, every few milliseconds
 * @returns (n) the larger, the more unusual
 */
export function* isolationForestSteps(
  points: Float32Array,
  columns: number,
  seed: number,
): Generator<number, Float64Array> {
  const n = points.length / columns;
  if (!(n >= 2)) throw new RangeError(`need at least 2 points; got ${n}`);
  const random = createRandom(seed);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const size = Math.min(sampleSize, n);
  const depths = new Float64Array(n);
  for (let t = 0; t < trees; t++) {
    for (let i = 0; i < size; i++) {
      const j = i + random.integer(n - i); // the first `size` places of a shuffle
      const held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    const tree = growTree(points, columns, order.slice(0, size), random);
    for (let from = 0; from < n; from += pointsPerStep) {
      const to = Math.min(n, from + pointsPerStep);
      for (let i = from; i < to; i++) depths[i] += depthOf(tree, points, i * columns);
      yield (t + to / n) / trees;
    }
  }
  return depths.map(depth => 2 ** (-depth / trees / averageDepth(size)));
}

function growTree(points: Float32Array, columns: number, sample: Uint32Array, random: Random): Tree {
  const most = 2 * sample.length; // a binary tree has fewer nodes
  const tree: Tree = {
    column: new Int16Array(most).fill(-1),
    cut: new Float64Array(most),
    below: new Int32Array(most),
    depth: new Float64Array(most),
  };
  const deepest = Math.ceil(Math.log2(Math.max(2, sample.length))); // deeper points are ordinary; their exact depth does not matter
  const names = Int16Array.from({ length: columns }, (_, c) => c);
  const open = [{ node: 0, from: 0, to: sample.length, depth: 0 }];
  let nodes = 1;
  for (let task = open.pop(); task; task = open.pop()) {
    const { node, from, to, depth } = task;
    const range =
      depth < deepest && to - from > 1 ? varyingColumn(points, sample, from, to, names, random) : null;
    if (!range) {
      tree.depth[node] = depth + averageDepth(to - from);
      continue;
    }
    const { column, least, most: greatest } = range;
    const cut = least + (greatest - least) * random.uniform();
    let middle = from;
    for (let i = from; i < to; i++) {
      if (points[sample[i] * columns + column] > cut) continue;
      const held = sample[i];
      sample[i] = sample[middle];
      sample[middle++] = held;
    }
    tree.column[node] = column;
    tree.cut[node] = cut;
    tree.below[node] = nodes;
    open.push({ node: nodes, from, to: middle, depth: depth + 1 });
    open.push({ node: nodes + 1, from: middle, to, depth: depth + 1 });
    nodes += 2;
  }
  return tree;
}

// Positional parameters: called at every node of every tree.
/** A column drawn uniformly among those that are not constant over sample[from … to − 1]; null where all are. */
function varyingColumn(
  points: Float32Array,
  sample: Uint32Array,
  from: number,
  to: number,
  names: Int16Array,
  random: Random,
) {
  for (let left = names.length; left > 0; left--) {
    const drawn = random.integer(left);
    const column = names[drawn];
    names[drawn] = names[left - 1];
    names[left - 1] = column;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const value = points[sample[i] * names.length + column];
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (most > least) return { column, least, most };
  }
  return null;
}

function depthOf({ column, cut, below, depth }: Tree, points: Float32Array, at: number): number {
  let node = 0;
  while (column[node] >= 0) node = below[node] + Number(points[at + column[node]] > cut[node]);
  return depth[node];
}
