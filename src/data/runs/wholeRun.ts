import type { ClusterNote } from './clusterRuns.ts';
import type { DistilNote } from './distilRuns.ts';
import type { FinetuneRun } from './finetuneRuns.ts';

/** Whether a record of the database has all that the list of runs and a resumed training read. */
export function isWholeRun(record: unknown): record is FinetuneRun {
  const run = fieldsOf(record);
  const { split, galaxyIds, epochs, figures, numbers, head } = run;
  const parts = fieldsOf(split);
  const explained = fieldsOf(run.task).kind !== 'classes' || Array.isArray(fieldsOf(head).classes);
  return (
    areTexts(run.key, run.catalogue, run.name, run.question, run.weights) &&
    typeof fieldsOf(run.task).kind === 'string' &&
    explained &&
    typeof fieldsOf(run.options).depth === 'string' &&
    [parts.train, parts.validation, parts.test].every(rows => rows instanceof Uint32Array) &&
    Array.isArray(galaxyIds) &&
    areTexts(...galaxyIds) &&
    Array.isArray(epochs) &&
    epochs.every(epoch => typeof fieldsOf(epoch).epoch === 'number') &&
    Array.isArray(figures) &&
    figures.every(figure => typeof fieldsOf(figure).label === 'string') &&
    (numbers === undefined || Array.isArray(numbers)) &&
    typeof run.finished === 'boolean' &&
    typeof run.changedMs === 'number'
  );
}

/** Whether a record of the database has all that the list of distillations reads. */
export function isWholeNote(record: unknown): record is DistilNote {
  const { key, title, setTitle, classes, settings, iterations, changedMs } = fieldsOf(record);
  const { method, imagesPerClass, experts, matching, evaluation } = fieldsOf(settings);
  return (
    areTexts(key, title, setTitle, method) &&
    Array.isArray(classes) &&
    areTexts(...classes) &&
    typeof imagesPerClass === 'number' &&
    [experts, matching, evaluation].every(part => typeof part === 'object' && part !== null) &&
    typeof iterations === 'number' &&
    typeof changedMs === 'number'
  );
}

/** Whether a record of the database has all that the list of clusterings reads. */
export function isWholeClusterNote(record: unknown): record is ClusterNote {
  const { key, title, kind, settings, source, epochs, changedMs } = fieldsOf(record);
  const { warmUpEpochs, cycles, annealingEpochs, staticEpochs, components } = fieldsOf(settings);
  const { catalogue, words, count } = fieldsOf(source);
  return (
    areTexts(key, title, kind, catalogue, words) &&
    [warmUpEpochs, cycles, annealingEpochs, staticEpochs, components, count, epochs, changedMs].every(
      number => typeof number === 'number',
    )
  );
}

function areTexts(...values: unknown[]): boolean {
  return values.every(value => typeof value === 'string');
}

/** An object's fields; none of anything else. */
function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
