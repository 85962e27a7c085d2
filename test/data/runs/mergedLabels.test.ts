import { expect, it } from 'vitest';
import type { HandLabels } from '../../../src/data/runs/handLabels.ts';
import { joinedChanges, labelChange, mergedLabels } from '../../../src/data/runs/mergedLabels.ts';

function labelsOf(classes: string[], labels: Record<string, number>): HandLabels {
  return { catalogue: 'a', classes, labels: new Map(Object.entries(labels)) };
}

/** By galaxy, the name of its class. */
const namesOf = ({ classes, labels }: HandLabels) =>
  Object.fromEntries([...labels].map(([id, label]) => [id, classes[label]]));

const start = labelsOf(['spiral', 'smooth'], { x: 0, y: 1, z: 0 });

it('is the changed labels as they are where nobody else changed any, their order too', () => {
  const mine = labelsOf(['spiral', 'smooth'], { y: 0, z: 0, w: 1 });
  expect(mergedLabels(start, labelChange(start, mine))).toBe(mine);
  expect(mergedLabels(undefined, labelChange(undefined, mine))).toBe(mine);
});

it('unites the labels of two tabs: the later one of a galaxy holds, one taken away stays away', () => {
  const other = labelsOf(['spiral', 'smooth'], { x: 1, y: 1, z: 0, u: 0 });
  const mine = labelsOf(['spiral', 'smooth'], { x: 0, y: 1, v: 1 }); // z taken away, v given
  const merged = mergedLabels(other, labelChange(start, mine));
  expect(namesOf(merged)).toEqual({ x: 'smooth', y: 'smooth', u: 'spiral', v: 'smooth' });
});

it('keeps what one tab renames and what the other labels, whichever comes first', () => {
  const renamed = labelsOf(['disk', 'smooth'], { x: 0, y: 1, z: 0 });
  const labelled = labelsOf(['spiral', 'smooth'], { x: 0, y: 1, z: 0, w: 0 });
  const expected = { x: 'disk', y: 'smooth', z: 'disk', w: 'disk' };
  const rename = labelChange(start, renamed);
  const label = labelChange(start, labelled);
  expect(namesOf(mergedLabels(mergedLabels(start, rename), label))).toEqual(expected);
  expect(namesOf(mergedLabels(mergedLabels(start, label), rename))).toEqual(expected);
});

it('keeps both classes where each tab adds one, and none that the other tab uses goes', () => {
  const ring = labelChange(start, labelsOf(['spiral', 'smooth', 'ring'], { x: 0, y: 1, z: 0, r: 2 }));
  const star = labelChange(start, labelsOf(['spiral', 'smooth', 'star'], { x: 0, y: 1, z: 0, s: 2 }));
  const both = mergedLabels(mergedLabels(start, ring), star);
  expect(both.classes).toEqual(['spiral', 'smooth', 'ring', 'star']);
  expect(namesOf(both)).toMatchObject({ r: 'ring', s: 'star' });

  const three = labelsOf(['spiral', 'smooth', 'ring'], { x: 0 });
  const used = labelChange(three, labelsOf(['spiral', 'smooth', 'ring'], { x: 0, r: 2 }));
  const removed = labelChange(three, labelsOf(['spiral', 'smooth'], { x: 0 }));
  expect(namesOf(mergedLabels(mergedLabels(three, used), removed))).toEqual({ x: 'spiral', r: 'ring' });
  expect(mergedLabels(three, removed).classes).toEqual(['spiral', 'smooth']);
});

it('joins a change that failed with the next', () => {
  const first = labelsOf(['disk', 'smooth'], { x: 0, y: 1, z: 0, v: 1 });
  const second = labelsOf(['disk', 'smooth'], { x: 0, y: 1, z: 0, v: 1, w: 0 });
  const joined = joinedChanges(labelChange(start, first), labelChange(first, second));
  expect([joined.galaxies, joined.classesBefore]).toEqual([['v', 'w'], start.classes]);
  const other = labelsOf(['spiral', 'smooth'], { x: 0, y: 1, z: 0, u: 0 });
  expect(namesOf(mergedLabels(other, joined))).toMatchObject({ u: 'disk', v: 'smooth', w: 'disk' });
});
