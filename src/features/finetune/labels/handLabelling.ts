import type { IdRows } from '../../../contracts/ingest.ts';
import type { HandLabels } from '../../../data/runs/handLabels.ts';
import { labelChange } from '../../../data/runs/mergedLabels.ts';
import { hashOf } from '../../../maths/statistics/split.ts';

/** Labels given by hand, with the steps that can be undone in this visit. */
export interface HandLabelling extends HandLabels {
  /** The labels before each step, the last step last. */
  past: readonly ReadonlyMap<string, number>[];
  /** The labels after each step that was undone, the first to be done again last. */
  future: readonly ReadonlyMap<string, number>[];
}

/** Most classes a person can label by hand. */
export const mostClasses = 9; // one for each digit key
const mostSteps = 200; // that can be undone; each holds the map of labels before it
const firstClasses = ['class 1', 'class 2'];

/** An empty labelling: two classes to be renamed and no galaxy labelled. @param catalogue its key */
export function noLabels(catalogue: string): HandLabelling {
  return { catalogue, classes: firstClasses, labels: new Map(), past: [], future: [] };
}

/** The part of a labelling that is saved. */
export function handLabelsOf({ past: _past, future: _future, ...labels }: HandLabelling): HandLabels {
  return labels;
}

/** A labelling with what another tab changed; undo takes back this tab's own steps only. */
export function takenOver(labelling: HandLabelling, now: HandLabels): HandLabelling {
  const { classes, labels, past, future } = labelling;
  const { galaxies } = labelChange(labelling, now);
  if (galaxies.length === 0 && now.classes.join('\n') === classes.join('\n')) return labelling;
  if (classes.some((name, i) => now.classes.indexOf(name) >= 0 && now.classes.indexOf(name) !== i)) {
    return { ...now, past: [], future: [] }; // the classes have other indices now
  }
  const foreign = galaxies.map(id => [id, now.labels.get(id)] as const);
  const rebased = (before: ReadonlyMap<string, number>) => {
    const step = new Map(before);
    for (const [id, label] of foreign) {
      if (label === undefined) step.delete(id);
      else step.set(id, label);
    }
    return step;
  };
  return {
    ...now,
    labels: galaxies.length === 0 ? labels : now.labels,
    past: past.map(rebased),
    future: future.map(rebased),
  };
}

/** Gives some galaxies a class, or (null) none. A label given again moves to the end of the order. */
export function withLabels(
  labelling: HandLabelling,
  ids: readonly string[],
  label: number | null,
): HandLabelling {
  const labels = new Map(labelling.labels);
  for (const id of ids) {
    labels.delete(id);
    if (label !== null) labels.set(id, label);
  }
  return { ...labelling, labels, past: [...labelling.past, labelling.labels].slice(-mostSteps), future: [] };
}

/** A labelling after a step back or forth, and a galaxy that changed. */
interface LabellingStep {
  labelling: HandLabelling;
  id: string | undefined;
}

/** Undoes the last step. @returns null where there is nothing to undo */
export function undone(labelling: HandLabelling): LabellingStep | null {
  const { labels, past, future } = labelling;
  const before = past.at(-1);
  if (!before) return null;
  const next = { ...withClassesOf(labelling, before), past: past.slice(0, -1), future: [...future, labels] };
  return { labelling: next, id: changedGalaxy(labels, before) };
}

/** Does again what was undone last. @returns null where nothing was, or something else was done since */
export function redone(labelling: HandLabelling): LabellingStep | null {
  const { labels, past, future } = labelling;
  const after = future.at(-1);
  if (!after) return null;
  const next = { ...withClassesOf(labelling, after), past: [...past, labels], future: future.slice(0, -1) };
  return { labelling: next, id: changedGalaxy(labels, after) };
}

/** These labels; a class of theirs that was removed since is there again, by the name of a new one. */
function withClassesOf(labelling: HandLabelling, labels: ReadonlyMap<string, number>): HandLabelling {
  let most = 0;
  for (const label of labels.values()) most = Math.max(most, label + 1);
  let whole = labelling;
  while (whole.classes.length < Math.min(most, mostClasses)) whole = withClass(whole);
  return { ...whole, labels };
}

function changedGalaxy(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): string | undefined {
  return [...new Set([...a.keys(), ...b.keys()])].reverse().find(id => a.get(id) !== b.get(id));
}

/** Renames a class. An empty name, or that of another class, changes nothing. */
export function renamed(labelling: HandLabelling, label: number, name: string): HandLabelling {
  const { classes } = labelling;
  const trimmed = name.trim();
  if (trimmed === '' || classes.includes(trimmed)) return labelling;
  return { ...labelling, classes: classes.map((each, i) => (i === label ? trimmed : each)) };
}

/** Adds a class while there are fewer than {@link mostClasses}. */
export function withClass(labelling: HandLabelling): HandLabelling {
  const { classes } = labelling;
  if (classes.length >= mostClasses) return labelling;
  let n = classes.length + 1;
  while (classes.includes(`class ${n}`)) n++;
  return { ...labelling, classes: [...classes, `class ${n}`] };
}

/** Removes the last class with its labels; the first two cannot be removed. */
export function withoutLastClass(labelling: HandLabelling): HandLabelling {
  const last = labelling.classes.length - 1;
  if (last < 2) return labelling;
  const labels = new Map([...labelling.labels].filter(([, label]) => label < last));
  return {
    ...labelling,
    classes: labelling.classes.slice(0, -1),
    labels,
    past: [...labelling.past, labelling.labels],
    future: [],
  };
}

/** Rows without a label, ordered by a hash of their ids: random, but the same at every visit. @returns (m) catalogue rows */
export function unlabelledRows(ids: IdRows, labels: ReadonlyMap<string, number>): Uint32Array {
  const rows: { row: number; key: number }[] = [];
  for (let row = 0; row < ids.length; row++) {
    const id = ids.at(row)!;
    if (!labels.has(id)) rows.push({ row, key: hashOf(id) });
  }
  return Uint32Array.from(rows.sort((a, b) => a.key - b.key || a.row - b.row).map(({ row }) => row));
}
