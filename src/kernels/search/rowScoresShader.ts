import type { Metric } from '../../maths/neighbours/metrics.ts';

/** Invocations of a workgroup: each scores a row of its own. */
export const rowsPerGroup = 256;

/** What of a row is added up, and what is made of the sums, for each metric; `step` is a row's value less the query's. */
const scores: Record<Metric, { add: string; score: string }> = {
  euclidean: { add: 'sums += step * step;', score: 'total(sums)' },
  manhattan: { add: 'sums += abs(step);', score: 'total(sums)' },
  cosine: {
    add: 'sums += x * query[at]; squares += x * x;',
    score: 'select(1.0, 1.0 - total(sums) * sizes.w / sqrt(total(squares)), total(squares) > 0.0)',
  },
};

/**
 * The WGSL program that compares a vector with all rows of 16 bits. A score is, in single precision, the squared Euclidean
 * distance, the Manhattan distance, or the cosine distance.
 *
 * Bindings: 0 and 1 the planes of coarse and fine bytes, as `SixteenBitRows` has them; 2 (rows) scales; 3 (blocks, 16) the
 * query, then (blocks, 16) 1 for numbers that count and 0 for others; 4 (4) rows, blocks compared, sixteens in a block, and
 * 1 ÷ the query's length; 5 (rows) scores.
 */
export function rowScoresShader(metric: Metric): string {
  const { add, score } = scores[metric];
  return `
@group(0) @binding(0) var<storage, read> coarse: array<vec4u>;
@group(0) @binding(1) var<storage, read> fine: array<vec4u>;
@group(0) @binding(2) var<storage, read> scales: array<f32>;
@group(0) @binding(3) var<storage, read> query: array<vec4f>;
@group(0) @binding(4) var<uniform> sizes: vec4f;
@group(0) @binding(5) var<storage, read_write> scores: array<f32>;

fn bytesOf(word: u32) -> vec4f {
  let bits = bitcast<i32>(word);
  return vec4f(
    f32(extractBits(bits, 0u, 8u)),
    f32(extractBits(bits, 8u, 8u)),
    f32(extractBits(bits, 16u, 8u)),
    f32(extractBits(bits, 24u, 8u)),
  );
}

fn total(sums: vec4f) -> f32 { return (sums.x + sums.y) + (sums.z + sums.w); }

@compute @workgroup_size(${rowsPerGroup})
fn rowScores(@builtin(global_invocation_id) id: vec3u) {
  let row = id.x;
  if (row >= u32(sizes.x)) { return; }
  let blocks = u32(sizes.y);
  let scale = scales[row];
  var sums = vec4f();
  var squares = vec4f();
  for (var block = 0u; block < blocks; block++) {
    let high = coarse[block * u32(sizes.z) + row];
    let low = fine[block * u32(sizes.z) + row];
    for (var part = 0u; part < 4u; part++) {
      let at = block * 4u + part;
      let counts = query[blocks * 4u + at];
      let x = (256.0 * bytesOf(high[part]) + bytesOf(low[part])) * scale * counts;
      let step = x - query[at];
      ${add}
    }
  }
  scores[row] = ${score};
}`;
}
