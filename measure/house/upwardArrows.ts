import type { Import } from './importGraph.ts';

/** What each floor may import beside itself, by path: `{ 'src/nets': ['src/kernels', 'src/maths'] }`. */
type FloorOrder = Readonly<Record<string, readonly string[]>>;

/** The wings of each floor: rows from the ground up; '.' stands for the files at the floor's root. */
type WingOrder = Readonly<Record<string, readonly (readonly string[])[]>>;

/**
 * Imports that go upward or aside. From floor to floor: to one that the floor's line in `floors` does not name; a floor
 * without a line may import all. From wing to wing of one floor: to a wing of the same row or of one above. From
 * feature to feature: always. Types count like values.
 */
export function upwardArrows(imports: readonly Import[], floors: FloorOrder, wings: WingOrder): Import[] {
  return imports.filter(
    arrow => leavesItsFloor(arrow, floors) || climbsWings(arrow, wings) || entersAnotherFeature(arrow),
  );
}

function leavesItsFloor({ from, to }: Import, floors: FloorOrder): boolean {
  const floor = Object.keys(floors).find(each => isIn(each, from));
  return floor !== undefined && ![floor, ...floors[floor]].some(each => isIn(each, to));
}

function climbsWings({ from, to }: Import, wings: WingOrder): boolean {
  return Object.entries(wings).some(([floor, rows]) => {
    if (!isIn(floor, from) || !isIn(floor, to)) return false;
    const [own, other] = [wingOf(floor, from), wingOf(floor, to)];
    const level = (wing: string) => rows.findIndex(row => row.includes(wing));
    return own !== other && level(other) >= level(own);
  });
}

function wingOf(floor: string, path: string): string {
  const parts = path.slice(floor.length + 1).split('/');
  return parts.length === 1 ? '.' : parts[0];
}

function entersAnotherFeature({ from, to }: Import): boolean {
  const feature = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1];
  return feature(from) !== undefined && feature(to) !== undefined && feature(from) !== feature(to);
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(`${folder}/`);
}
