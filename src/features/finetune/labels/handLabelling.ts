import type { HandLabels } from '../../../data/runs/finetuneRuns.ts';
import { hashOf } from '../../../maths/statistics/split.ts';

/** Labels given by hand, with the steps that can be taken back in this visit. */
export interface HandLabelling extends HandLabels {
  past: readonly ReadonlyMap<string, number>[];
}

export const mostClasses = 9; // one a key
const mostSteps = 200; // of undo; a step holds the map of labels before it
const firstClasses = ['class 1', 'class 2'];

export function noLabels(catalogue: string): HandLabelling {
  return { catalogue, classes: firstClasses, labels: new Map(), past: [] };
}

/** Gives some galaxies a class, or (null) none. Given again, a label is the newest. */
export function withLabels(held: HandLabelling, ids: readonly string[], label: number | null): HandLabelling {
  const labels = new Map(held.labels);
  for (const id of ids) {
    labels.delete(id);
    if (label !== null) labels.set(id, label);
  }
  return { ...held, labels, past: [...held.past, held.labels].slice(-mostSteps) };
}

/** @returns what was held before the last labels, and a galaxy they were about; null where there is nothing to take back */
export function undone(held: HandLabelling): { held: HandLabelling; id: string | undefined } | null {
  const before = held.past.at(-1);
  if (!before) return null;
  const ids = new Set([...held.labels.keys(), ...before.keys()]);
  const id = [...ids].reverse().find(each => held.labels.get(each) !== before.get(each));
  return { held: { ...held, labels: before, past: held.past.slice(0, -1) }, id };
}

/** Renames a class. An empty name leaves all as it is. */
export function renamed(held: HandLabelling, label: number, name: string): HandLabelling {
  const trimmed = name.trim();
  if (trimmed === '' || held.classes.includes(trimmed)) return held;
  return { ...held, classes: held.classes.map((each, i) => (i === label ? trimmed : each)) };
}

export function withClass(held: HandLabelling): HandLabelling {
  if (held.classes.length >= mostClasses) return held;
  let n = held.classes.length + 1;
  while (held.classes.includes(`class ${n}`)) n++;
  return { ...held, classes: [...held.classes, `class ${n}`] };
}

/** Takes the last class away with its labels; two remain. */
export function withoutLastClass(held: HandLabelling): HandLabelling {
  const last = held.classes.length - 1;
  if (last < 2) return held;
  const labels = new Map([...held.labels].filter(([, label]) => label < last));
  return { ...held, classes: held.classes.slice(0, -1), labels, past: [...held.past, held.labels] };
}

/** Rows without a label in an order that shows no pattern, the same at every visit. */
export function openRows(ids: readonly string[], labels: ReadonlyMap<string, number>): Uint32Array {
  const rows = ids.flatMap((id, row) => (labels.has(id) ? [] : [{ row, key: hashOf(id) }]));
  return Uint32Array.from(rows.sort((a, b) => a.key - b.key || a.row - b.row).map(({ row }) => row));
}
