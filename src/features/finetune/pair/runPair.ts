import type { FinetuneRun, RunAnswers } from '../../../data/runs/finetuneRuns.ts';
import { confusionMatrix } from '../../../maths/statistics/confusion.ts';
import { wilsonInterval } from '../../../maths/statistics/intervals.ts';
import { answerValuesOf, likeliest, namesOf } from '../results/answerValues.ts';

/** What two classifiers said of the galaxies that neither was shown. */
export interface RunPair {
  names: readonly string[];
  /** (n) ids, and their catalogue rows; −1 where the catalogue no longer has the galaxy */
  ids: readonly string[];
  rows: Int32Array;
  /** (n) true classes */
  labels: Uint8Array;
  /** (n) classes that each run gives */
  predicted: readonly [Uint8Array, Uint8Array];
  /** (n) 1 where each run is right */
  right: readonly [Uint8Array, Uint8Array];
}

type Judged = Pick<FinetuneRun, 'task' | 'head' | 'numbers' | 'split' | 'galaxyIds'>;

/**
 * Puts two runs side by side on the galaxies of both test splits whose label is the same in both. Those about which either says
 * nothing, as their image could not be read, are left out.
 *
 * @param answers of each run's test split
 * @param rowOf catalogue row of an id, or undefined
 * @returns a sentence where they cannot be compared
 */
export function runPair(
  runs: readonly [Judged, Judged],
  answers: readonly [RunAnswers, RunAnswers],
  rowOf: (id: string) => number | undefined,
): RunPair | string {
  const [first, second] = runs;
  if (first.task.kind !== 'classes' || second.task.kind !== 'classes') {
    return 'What two runs learnt is compared where both tell classes apart.';
  }
  const names = namesOf(first);
  const codeOf = namesOf(second).map(name => names.indexOf(name));
  if (codeOf.length !== names.length || codeOf.includes(-1)) {
    return 'They tell different classes apart: pick two runs of one question.';
  }
  const said = runs.map((run, i) => likeliest(answerValuesOf(run, answers[i].test), names.length));
  const place = new Map(Array.from(second.split.test, (row, at) => [second.galaxyIds[row], { row, at }]));
  const common = Array.from(first.split.test, (row, at) => ({ row, at, id: first.galaxyIds[row] }));
  const { labels: own } = first.task;
  const { labels: others } = second.task;
  const kept = common.flatMap(({ row, at, id }) => {
    const other = place.get(id);
    if (!other || codeOf[others[other.row]] !== own[row]) return [];
    const told = { first: said[0][at], second: codeOf[said[1][other.at]] };
    return told.first < names.length && told.second !== undefined ? [{ id, label: own[row], ...told }] : [];
  });
  if (kept.length === 0) {
    return 'No galaxy was kept from both: train them with the same seed to compare what they learnt.';
  }
  const labels = Uint8Array.from(kept, each => each.label);
  const predicted = [
    Uint8Array.from(kept, each => each.first),
    Uint8Array.from(kept, each => each.second),
  ] as const;
  return {
    names,
    ids: kept.map(each => each.id),
    rows: Int32Array.from(kept, each => rowOf(each.id) ?? -1),
    labels,
    predicted,
    right: [rightOf(predicted[0], labels), rightOf(predicted[1], labels)],
  };
}

function rightOf(predicted: Uint8Array, labels: Uint8Array): Uint8Array {
  return predicted.map((own, i) => Number(own === labels[i]));
}

/** (classes, classes) row-major counts of one run of a pair. */
export function pairConfusion({ labels, predicted, names }: RunPair, side: 0 | 1): Uint32Array {
  return confusionMatrix(labels, predicted[side], names.length);
}

/** Share of each class that each run recognised, with Wilson's interval; classes without galaxies are left out. */
export function pairRecalls({ names, labels, right }: RunPair) {
  return names.flatMap((name, label) => {
    const members = [...labels.keys()].filter(i => labels[i] === label);
    if (members.length === 0) return [];
    const recall = (side: 0 | 1) => {
      const hits = members.filter(i => right[side][i] === 1).length;
      return { value: hits / members.length, ...wilsonInterval(hits, members.length) };
    };
    return [{ name, count: members.length, recall: [recall(0), recall(1)] as const }];
  });
}

/** Indices of the galaxies of each cell of McNemar's table: both right, only the first, only the second, neither. */
export function pairCells({
  right: [first, second],
}: RunPair): Record<'both' | 'first' | 'second' | 'neither', number[]> {
  const cells = {
    both: [] as number[],
    first: [] as number[],
    second: [] as number[],
    neither: [] as number[],
  };
  for (const i of first.keys()) {
    cells[first[i] ? (second[i] ? 'both' : 'first') : second[i] ? 'second' : 'neither'].push(i);
  }
  return cells;
}
