import type { ComponentMerge } from '../../../maths/clustering/componentTree.ts';

/** Where two branches meet: at x from the leaves' x0 and x1, in rows y0 and y1. */
interface Joint {
  x: number;
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

/**
 * A tree of merges with its leaves under each other, so that no branches cross.
 *
 * @returns components in the order of their rows, and the joints, 0 (leaves) to 1 (root) across
 */
export function treeDrawing(
  merges: readonly ComponentMerge[],
  components: number,
): { leaves: number[]; joints: Joint[] } {
  const leavesOf = (node: number): number[] => {
    if (node < components) return [node];
    const { left, right } = merges[node - components];
    return [...leavesOf(left), ...leavesOf(right)];
  };
  const leaves = merges.length > 0 ? leavesOf(components + merges.length - 1) : [0];
  const places = new Map(leaves.map((leaf, row) => [leaf, { x: 0, y: row }]));
  const joints = merges.map(({ left, right, overlap }, step) => {
    const [a, b] = [places.get(left)!, places.get(right)!];
    const x = Math.max(a.x, b.x, 1 - overlap);
    places.set(components + step, { x, y: (a.y + b.y) / 2 });
    return { x, x0: a.x, x1: b.x, y0: a.y, y1: b.y };
  });
  return { leaves, joints };
}
