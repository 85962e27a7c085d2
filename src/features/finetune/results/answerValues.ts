import type { Column } from '../../../contracts/column.ts';
import type { IdRows, OpenedCatalogue } from '../../../contracts/ingest.ts';
import { fingerprintOf } from '../../../data/catalogues/catalogueKey.ts';
import type { FinetuneRun, RunAnswers } from '../../../data/runs/finetuneRuns.ts';
import { doubtOf } from '../../../maths/statistics/doubt.ts';
import { expectedShares } from '../../../maths/statistics/expectedShares.ts';
import { softmaxRows } from '../../../maths/statistics/losses/softmaxRows.ts';
import { finetuneSource } from '../labels/labelSources.ts';

type Answering = Pick<FinetuneRun, 'task' | 'head' | 'numbers'>;

/** How many numbers a run predicts for a galaxy. */
export function widthOf({ task }: Answering): number {
  return task.kind === 'classes' ? task.classes : task.columns;
}

/** The names of these numbers: of a class, an answer or a column. */
export function namesOf({ head, numbers }: Answering): string[] {
  if (head?.kind === 'classes') return head.classes;
  if (head) return head.questions.flatMap(({ answers }) => answers.map(({ name }) => name));
  return (numbers ?? []).map(({ column }) => column);
}

/**
 * Converts a head's outputs into probabilities of classes, expected shares of votes, or numbers in their own unit.
 *
 * @param outputs (n, width) row-major of the head; rows of NaN stay so
 * @returns (n, width) row-major
 */
export function answerValuesOf({ task, numbers = [] }: Answering, outputs: Float32Array): Float32Array {
  if (task.kind === 'classes') return softmaxRows(outputs, task.classes);
  if (task.kind === 'number') {
    return outputs.map((value, i) => {
      const { mean, deviation } = numbers[i % task.columns];
      return mean + deviation * value;
    });
  }
  return expectedShares(outputs, task.columns, task.questions);
}

/** The likeliest class. @param probabilities (n, classes) row-major @returns (n) 255 where they are NaN */
export function likeliest(probabilities: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: probabilities.length / classes }, (_, row) => {
    const own = probabilities.subarray(row * classes, (row + 1) * classes);
    return Number.isNaN(own[0]) ? 255 : own.indexOf(Math.max(...own));
  });
}

/** Catalogue rows in the order of their sorted ids, in which answers are kept. @returns (n) rows */
export function rowsByIdOrder(ids: IdRows): Uint32Array {
  const words = [...ids];
  const rows = Uint32Array.from(words, (_, row) => row);
  return rows.sort((a, b) => (words[a] < words[b] ? -1 : words[a] > words[b] ? 1 : 0));
}

/** Answers kept in the order of sorted ids, rearranged by catalogue row. @param all (n, width) row-major @returns (n, width) */
export function inRows(all: Float32Array, ids: IdRows, width: number): Float32Array {
  const out = new Float32Array(all.length);
  for (const [place, row] of rowsByIdOrder(ids).entries()) {
    out.set(all.subarray(place * width, (place + 1) * width), row * width);
  }
  return out;
}

/**
 * Answers about a whole catalogue by the rows it has now: galaxies that were added since have none (NaN).
 *
 * @returns (n, width); null where there are none, or they are about other galaxies
 */
export function answersByRow(
  { all, allOf }: Pick<RunAnswers, 'all' | 'allOf'>,
  { ids, added = [] }: Pick<OpenedCatalogue, 'ids' | 'added'>,
  width: number,
): Float32Array | null {
  if (!all) return null;
  let count = ids.length;
  for (const { rowCount } of added.toReversed()) {
    if (count * width <= all.length) break;
    count -= rowCount;
  }
  if (count * width !== all.length) return null;
  const asked = count === ids.length ? ids : Array.from({ length: count }, (_, row) => ids.at(row));
  if (allOf !== undefined && allOf !== fingerprintOf(asked)) return null;
  const values = new Float32Array(ids.length * width).fill(Number.NaN);
  values.set(inRows(all, asked, width));
  return values;
}

/** A run's predictions for every galaxy as columns. @param values (n, width) row-major of {@link answerValuesOf}, by catalogue row */
export function columnsOf(run: FinetuneRun, values: Float32Array): Column[] {
  const width = widthOf(run);
  const n = values.length / width;
  const names = namesOf(run);
  const group = `Fine-tuned: ${run.name}`;
  const head = { source: finetuneSource, group };
  const numbers = names.map((name, i): Column => {
    const own = Float32Array.from({ length: n }, (_, row) => values[row * width + i]);
    const description =
      run.task.kind === 'classes'
        ? `Probability that the galaxy is “${name}”, by the run ${run.name}.`
        : run.task.kind === 'votes'
          ? `Share of volunteers expected to answer “${name}”, by the run ${run.name}.`
          : `${name} as the run ${run.name} predicts it.`;
    return { kind: 'number', ...head, name: `${run.name} · ${name}`, description, values: own };
  });
  if (run.task.kind !== 'classes') return numbers;
  return [
    {
      kind: 'category',
      ...head,
      name: `${run.name} · predicted`,
      description: `The likeliest class, by the run ${run.name}.`,
      categories: names,
      codes: likeliest(values, width),
    },
    ...numbers,
    {
      kind: 'number',
      ...head,
      name: `${run.name} · doubt`,
      description: 'One minus the lead of the likeliest class over the next: 0 is sure, 1 a draw.',
      values: doubtOf(values, width, 'margin').map((doubt, row) =>
        Number.isNaN(values[row * width]) ? Number.NaN : doubt,
      ),
    },
  ];
}
