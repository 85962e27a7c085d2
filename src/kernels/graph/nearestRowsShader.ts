/** Invocations of a workgroup: each has a query of its own. */
export const queriesPerGroup = 64;

const groupBytes = 16_384; // memory a workgroup may share, on every adapter

/** What the program of one search is compiled for. */
interface NearestRowsSizes {
  /** Numbers of a row, a multiple of 4. */
  stride: number;
  /** Rows kept a query, itself among them. */
  kept: number;
}

/**
 * The WGSL program that compares queries with all rows: the products of a matrix with itself, tile by tile, of which every query keeps
 * the best as they come. A score is the squared distance in single precision, added from the squares of differences: its
 * error is a share of itself, see {@link scoreSlack}. Of equal scores the one that came first stays before.
 *
 * Bindings: 0 the rows, (rows, stride); 1 (4) first query, end of the queries, rows, unused; 2 (queries, kept) scores, rising;
 * 3 (queries, kept) rows. Places that no row has taken keep a score of 3e38.
 */
export function nearestRowsShader({ stride, kept }: NearestRowsSizes): string {
  const blocks = stride / 4;
  const tile = Math.max(1, Math.min(64, Math.floor(groupBytes / (4 * stride))));
  return `
const blocks = ${blocks}u;
const kept = ${kept}u;
const tile = ${tile}u;
@group(0) @binding(0) var<storage, read> rows: array<vec4f>;
@group(0) @binding(1) var<uniform> sizes: vec4u;
@group(0) @binding(2) var<storage, read_write> scoresOut: array<f32>;
@group(0) @binding(3) var<storage, read_write> rowsOut: array<u32>;
var<workgroup> candidates: array<vec4f, ${tile * blocks}>;

@compute @workgroup_size(${queriesPerGroup})
fn nearestRows(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
  let count = sizes.z;
  let query = sizes.x + id.x;
  let own = min(query, count - 1u) * blocks;
  var held: array<vec4f, ${blocks}>;
  for (var b = 0u; b < blocks; b++) { held[b] = rows[own + b]; }
  var scores: array<f32, ${kept}>;
  var found: array<u32, ${kept}>;
  for (var i = 0u; i < kept; i++) { scores[i] = 3e38; found[i] = 0xffffffffu; }
  for (var first = 0u; first < count; first += tile) {
    workgroupBarrier();
    for (var at = lane; at < tile * blocks; at += ${queriesPerGroup}u) {
      candidates[at] = rows[min(first * blocks + at, count * blocks - 1u)];
    }
    workgroupBarrier();
    let here = min(tile, count - first);
    for (var c = 0u; c < here; c++) {
      var sums = vec4f();
      for (var b = 0u; b < blocks; b++) {
        let apart = held[b] - candidates[c * blocks + b];
        sums += apart * apart;
      }
      let score = (sums.x + sums.y) + (sums.z + sums.w);
      if (score < scores[kept - 1u]) {
        var at = kept - 1u;
        while (at > 0u && scores[at - 1u] > score) {
          scores[at] = scores[at - 1u];
          found[at] = found[at - 1u];
          at--;
        }
        scores[at] = score;
        found[at] = first + c;
      }
    }
  }
  if (query < sizes.y) {
    for (var i = 0u; i < kept; i++) {
      scoresOut[id.x * kept + i] = scores[i];
      rowsOut[id.x * kept + i] = found[i];
    }
  }
}`;
}

/**
 * By what share a score may be off: each of a row's differences, squares and sums is rounded to 24 bits, up or down, and
 * numbers below 1e-38 may be lost.
 */
export function scoreSlack(stride: number): number {
  return (stride / 4 + 8) * 2 ** -22; // twice what the roundings come to
}
