import { type ChildProcess, spawn } from 'node:child_process';
import { fetchTiledManifest, surveyOf } from '../../src/data/tiles/tiledManifest.ts';
import { openTiledSurvey } from '../../src/data/tiles/tiledSurvey.ts';
import { firstLists } from '../../src/features/similar/whole/listChoice.ts';
import { distance } from '../../src/maths/neighbours/distance.ts';
import { Nearest } from '../../src/maths/neighbours/nearest.ts';
import { pythonPath } from '../../test/bake/ray/python.ts';
import { median } from '../statistics/median.ts';
import { bakePython } from './bakeRates.ts';
import { readSurvey, type SurveyVectors } from './surveyOnDisk.ts';

const queries = 30;
const together = 50; // questions that the service answers at once
const k = 10;
const limits = { column: 'redshift', low: 0.05, high: 0.1 };

interface FilesAnswers {
  lists: number;
  listsSearched: number;
  /** Of a search, the first one's beginning included; median. */
  searchKb: number;
  /** Share of the ten exactly nearest of the vectors before they were rounded. */
  recall10: number;
}

/** Searches a baked survey as the page begins to. */
export async function askedOfFiles(manifestUrl: string, made: SurveyVectors): Promise<FilesAnswers> {
  const manifest = await fetchTiledManifest(manifestUrl);
  const survey = await openTiledSurvey(manifestUrl);
  const lists = firstLists(surveyOf(manifestUrl, manifest));
  const kilobytes: number[] = [];
  let found = 0;
  for (let query = 0; query < queries; query++) {
    const vector = await survey.vectorOf(Math.floor((query * manifest.rows) / queries));
    const { neighbours, bytes } = await survey.nearest(vector, { k: k + 1, lists }, async () => {});
    const [itself, ...others] = neighbours.map(({ id }) => id);
    found += recallOfAnswer(made, itself, others) / queries;
    kilobytes.push(bytes / 1000);
  }
  return {
    lists: manifest.lists.count,
    listsSearched: lists,
    searchKb: Math.round(median(kilobytes)),
    recall10: found,
  };
}

interface ServiceAnswers {
  /** From its start until it answers: it takes the survey in. */
  serviceStartSeconds: number;
  /** Medians of one question after the other: the nearest of all, and of those with a redshift in a range. */
  serviceNearestMs: number;
  serviceFilteredMs: number;
  /** Until the last of 50 questions asked at once is answered. */
  serviceTogetherMs: number;
  serviceRecall10: number;
}

/** Asks the service over LanceDB. @param made before they were rounded and turned to principal components */
export async function askedOfService(
  folder: string,
  place: string,
  made: SurveyVectors,
): Promise<ServiceAnswers> {
  const began = performance.now();
  const args = ['-m', 'morphospace_serve', folder, '--place', place, '--port', '0'];
  const service = spawn(bakePython(), args, { env: pythonPath(), stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await addressOf(service);
    const serviceStartSeconds = Math.round((performance.now() - began) / 100) / 10;
    const { values, columns } = await readSurvey(folder);
    const vectors = (row: number) => [...values.subarray(row * columns, (row + 1) * columns)];
    const asked = Array.from({ length: queries }, (_, i) => Math.floor((i * made.ids.length) / queries));
    const [all, filtered]: [number[], number[]] = [[], []];
    let found = 0;
    for (const row of asked) {
      const question = { vector: vectors(row), k: k + 1 };
      const one = await timed(url, question);
      all.push(one.ms);
      found += recallOfAnswer(made, one.ids[0], one.ids.slice(1)) / queries;
      filtered.push((await timed(url, { ...question, where: [limits] })).ms);
    }
    const start = performance.now();
    await Promise.all(
      Array.from({ length: together }, (_, i) => timed(url, { vector: vectors(i), k: k + 1 })),
    );
    return {
      serviceStartSeconds,
      serviceNearestMs: Math.round(median(all)),
      serviceFilteredMs: Math.round(median(filtered)),
      serviceTogetherMs: Math.round(performance.now() - start),
      serviceRecall10: found,
    };
  } finally {
    service.kill();
  }
}

function addressOf(service: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    service.stdout!.on('data', told => resolve(/http:\S+/.exec(String(told))?.[0] ?? ''));
    service.on('exit', status =>
      reject(new Error(`need a service that starts; it ended with ${status}; see the lines above`)),
    );
  });
}

async function timed(url: string, question: object): Promise<{ ms: number; ids: string[] }> {
  const start = performance.now();
  const answer = await fetch(`${url}nearest`, { method: 'POST', body: JSON.stringify(question) });
  const told = (await answer.json()) as { ids?: string[]; error?: string };
  if (!told.ids) throw new Error(`need the nearest of the service; got ${told.error}`);
  return { ms: performance.now() - start, ids: told.ids };
}

/** Share of the ten exactly nearest to a galaxy that were found. */
export function recallOfAnswer(
  { values, columns, ids }: SurveyVectors,
  id: string,
  found: readonly string[],
): number {
  const row = ids.indexOf(id);
  const nearest = new Nearest(k);
  for (let i = 0; i < ids.length; i++) {
    if (i !== row)
      nearest.offer(i, distance('euclidean', values, row * columns, values, i * columns, columns));
  }
  const among = new Set(found.slice(0, k));
  return Array.from(nearest.take().indices).filter(each => among.has(ids[each])).length / k;
}
