import type { HandLabels } from './handLabels.ts';

/** Labels given by hand after a change, and what was changed. */
export interface HandLabelChange {
  labels: HandLabels;
  /** Ids of the galaxies that were given a class or had theirs taken away */
  galaxies: readonly string[];
  /** The class names before; absent where no class was renamed, added or removed. */
  classesBefore?: readonly string[];
}

const mostClasses = 9; // one for each digit key

/** The difference between two states of the labels; all of them where there was no earlier state. */
export function labelChange(before: HandLabels | undefined, labels: HandLabels): HandLabelChange {
  const was = before?.labels ?? new Map<string, number>();
  const ids = new Set([...was.keys(), ...labels.labels.keys()]);
  const galaxies = [...ids].filter(id => was.get(id) !== labels.labels.get(id));
  const sameClasses = before !== undefined && before.classes.join('\n') === labels.classes.join('\n');
  return { labels, galaxies, ...(before && !sameClasses && { classesBefore: before.classes }) };
}

/** Two changes, one after the other, as one. */
export function joinedChanges(earlier: HandLabelChange | undefined, later: HandLabelChange): HandLabelChange {
  if (!earlier) return later;
  const classesBefore = earlier.classesBefore ?? later.classesBefore;
  const galaxies = [...new Set([...earlier.galaxies, ...later.galaxies])];
  return { labels: later.labels, galaxies, ...(classesBefore && { classesBefore }) };
}

/**
 * A change applied to the labels as they are stored now, which another tab may have changed meanwhile: for each galaxy
 * the later label counts, and a label that was removed stays removed. Classes are identified by their names; one that another
 * tab uses is not removed. Where no other tab changed anything, the result is the changed labels themselves.
 */
export function mergedLabels(stored: HandLabels | undefined, change: HandLabelChange): HandLabels {
  const { labels: mine, classesBefore } = change;
  if (!stored) return mine;
  const own = new Set(change.galaxies);
  if (saySameElsewhere(stored, mine, own, classesBefore ?? mine.classes)) return mine;

  let classes = [...stored.classes];
  const named = new Map([...stored.labels].map(([id, label]) => [id, stored.classes[label]]));
  for (const [i, before] of (classesBefore ?? []).entries()) {
    const now = mine.classes[i];
    if (now === undefined || now === before || classes.includes(now)) continue;
    classes = classes.map(name => (name === before ? now : name));
    for (const [id, name] of named) if (name === before) named.set(id, now);
  }
  const add = (name: string) => {
    if (!classes.includes(name) && classes.length < mostClasses) classes.push(name);
  };
  for (const name of classesBefore ? mine.classes.slice(classesBefore.length) : []) add(name);
  for (const id of own) named.delete(id);
  for (const [id, label] of mine.labels) {
    if (!own.has(id)) continue;
    const name = mine.classes[label];
    const renamedElsewhere = !classes.includes(name) && label < classes.length;
    if (!renamedElsewhere) add(name);
    named.set(id, renamedElsewhere ? classes[label] : name);
  }
  const used = new Set(named.values());
  const removed = new Set(classesBefore?.slice(mine.classes.length).filter(name => !used.has(name)));
  classes = classes.filter(name => !removed.has(name));
  const places = new Map(classes.map((name, i) => [name, i]));
  const labels = new Map<string, number>();
  for (const [id, name] of named) {
    const place = places.get(name);
    if (place !== undefined) labels.set(id, place);
  }
  return { catalogue: mine.catalogue, classes, labels };
}

function saySameElsewhere(
  stored: HandLabels,
  mine: HandLabels,
  own: ReadonlySet<string>,
  classes: readonly string[],
): boolean {
  return (
    stored.classes.join('\n') === classes.join('\n') &&
    [...stored.labels].every(([id, label]) => own.has(id) || mine.labels.get(id) === label) &&
    [...mine.labels.keys()].every(id => own.has(id) || stored.labels.has(id))
  );
}
