import { createPeopleDatabase } from '../../../data/people/peopleDatabase.ts';
import type { PeopleShelf } from '../../../data/people/peopleShelf.ts';
import { isWholePerson } from '../../../data/people/wholePerson.ts';
import { createFinetuneDatabase } from '../../../data/runs/finetuneDatabase.ts';
import type { FinetuneShelf, RemovedRun } from '../../../data/runs/finetuneRuns.ts';
import type { HandLabels } from '../../../data/runs/handLabels.ts';
import { labelChange } from '../../../data/runs/mergedLabels.ts';
import { isWholeRun } from '../../../data/runs/wholeRun.ts';
import { createSearchesDatabase } from '../../../data/searches/searchesDatabase.ts';
import type { SearchShelf } from '../../../data/searches/searchShelf.ts';
import { isWholeSearch } from '../../../data/searches/wholeSearch.ts';
import type { SessionContents } from '../../../data/sessions/sessionFile.ts';
import { type RecordKind, recordKinds } from '../../../data/sessions/sessionManifest.ts';
import { createKeepsakeDatabase } from '../../../data/sets/keepsakeDatabase.ts';
import type { KeepsakeShelf } from '../../../data/sets/keepsakeShelf.ts';
import { isWholeKeepsake } from '../../../data/sets/keptSet.ts';
import { collectRuns, type RunShelves, runPutters, runShelves } from './runRecords.ts';

/** Where what belongs to a catalogue is kept. */
export interface RecordShelves {
  sets: Pick<KeepsakeShelf, 'list' | 'put'>;
  searches: Pick<SearchShelf, 'list' | 'put'>;
  runs: Pick<
    FinetuneShelf,
    'list' | 'state' | 'answers' | 'file' | 'restore' | 'handLabels' | 'putHandLabels'
  >;
  people: Pick<PeopleShelf, 'list' | 'put'>;
  /** Long trainings. */
  trained: RunShelves;
}

/** The shelves of this browser. */
export function recordShelves(): RecordShelves {
  return {
    sets: createKeepsakeDatabase(),
    searches: createSearchesDatabase(),
    runs: createFinetuneDatabase(),
    people: createPeopleDatabase(),
    trained: runShelves(),
  };
}

/** What is kept with a catalogue: sets, searches, runs with what they made, labels given by hand, other people’s verdicts. */
export async function collectRecords(
  shelves: RecordShelves,
  key: string,
): Promise<SessionContents['records']> {
  const [sets, searches, runs, handLabels] = await Promise.all([
    shelves.sets.list(key),
    shelves.searches.list(key),
    shelves.runs.list(key),
    shelves.runs.handLabels(key),
  ]);
  const whole: RemovedRun[] = [];
  for (const run of runs.items) {
    const [state, answers, file] = await Promise.all([
      shelves.runs.state(run.key),
      shelves.runs.answers(run.key),
      shelves.runs.file(run.key),
    ]);
    whole.push({ run, state, answers, file });
  }
  const questions = [...searches.items.map(search => search.key), key]; // ratings are of a search, labels of the catalogue
  const people = await Promise.all(questions.map(question => shelves.people.list(question)));
  return {
    ...{ sets: sets.items, searches: searches.items, runs: whole, handLabels },
    people: people.flatMap(({ items }) => items),
    ...(await collectRuns(shelves.trained, key)),
  };
}

/** Puts them beside what is there; one of the same key takes the other's place. @returns kinds of which something is not whole */
export async function restoreRecords(
  shelves: RecordShelves,
  records: SessionContents['records'],
  catalogue: string,
  nowMs: number,
): Promise<string[]> {
  const incomplete = new Set<RecordKind>();
  async function each(kind: RecordKind, put: (record: unknown) => Promise<boolean>): Promise<void> {
    const found = records[kind];
    for (const record of Array.isArray(found) ? found : [])
      if (!(await put(record).catch(() => false))) incomplete.add(kind);
  }
  await each('sets', async record => {
    if (!isWholeKeepsake(record)) return false;
    await shelves.sets.put({ ...record, catalogue });
    return true;
  });
  await each('searches', async record => {
    if (!isWholeSearch(record)) return false;
    const galaxies = [...record.ratings.map(({ galaxyId }) => galaxyId), ...record.skipped];
    await shelves.searches.put({ search: { ...record, catalogue }, galaxies, renamed: true });
    return true;
  });
  await each('runs', async record => {
    const removed = record as RemovedRun;
    if (!isWholeRun(removed?.run)) return false;
    await shelves.runs.restore({ ...removed, run: { ...removed.run, catalogue } });
    return true;
  });
  await each('people', async record => {
    if (!isWholePerson(record)) return false;
    await shelves.people.put([record]);
    return true;
  });
  const putters = runPutters(shelves.trained, catalogue, nowMs);
  for (const kind of Object.keys(putters) as (keyof typeof putters)[]) await each(kind, putters[kind]);
  const labels = records.handLabels as HandLabels | undefined;
  if (labels?.labels instanceof Map && Array.isArray(labels.classes)) {
    await shelves.runs
      .putHandLabels(labelChange(undefined, { ...labels, catalogue }))
      .catch(() => incomplete.add('handLabels'));
  } else if (labels) incomplete.add('handLabels');
  return [...incomplete].map(kind => recordKinds[kind]);
}
