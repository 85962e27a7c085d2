import type { Import } from './importGraph.ts';

/**
 * Circles of imports: each is a set of files from any of which every other can be reached (a strongly connected
 * component of two or more, or a file that imports itself). Two loops that share a file are one circle, and a circle
 * that only types close is one too: whoever reads it goes round all the same.
 *
 * @returns each circle's files in order, by Tarjan's algorithm
 */
export function circlesOf(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    targets.set(from, [...(targets.get(from) ?? []), to]);
    if (!targets.has(to)) targets.set(to, []);
  }
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const circles: string[][] = [];

  function visit(file: string): void {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    stack.push(file);
    open.add(file);
    for (const next of targets.get(file)!) {
      if (!order.has(next)) {
        visit(next);
        lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
      } else if (open.has(next)) {
        lowest.set(file, Math.min(lowest.get(file)!, order.get(next)!));
      }
    }
    if (lowest.get(file) !== order.get(file)) return;
    const component = stack.splice(stack.indexOf(file));
    for (const member of component) open.delete(member);
    if (component.length > 1 || targets.get(file)!.includes(file)) circles.push(component.sort());
  }

  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return circles.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}
