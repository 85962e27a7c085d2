import { UnreadableError } from '../bytes/unreadable.ts';
import { checkListed } from '../remote/hosts.ts';
import { type Patience, patientFetch } from '../remote/patientFetch.ts';
import { readVotables, type Votable } from '../tables/votable.ts';
import type { TapService } from './tapServices.ts';

/** A service's answer: a table with rows, as the file it came in. */
export interface TapAnswer {
  file: File;
  rowCount: number;
  /** Names of its columns. */
  columns: string[];
  /** True where the service has more rows than it sent. */
  isCut: boolean;
}

interface TapPatience extends Patience {
  /** Name of the file, without its ending. */
  name: string;
  mostRows: number;
  /** For tests. Default: the service's own */
  host?: string;
}

const patienceMs = 60_000; // a circle of a degree takes a service some time
const badRequest = 400; // with which services tell what is wrong with a question

/**
 * Asks a TAP service one question in ADQL.
 *
 * @returns null where its answer has no rows
 * @throws UnreadableError with a sentence, in which the service's own words stand where it refuses the question; an AbortError when stopped
 */
export async function askTap(
  { title, host: own, path }: TapService,
  adql: string,
  { name, mostRows, host = own, ...patience }: TapPatience,
): Promise<TapAnswer | null> {
  checkListed(host);
  const words = new URLSearchParams({
    REQUEST: 'doQuery',
    LANG: 'ADQL',
    FORMAT: 'votable',
    MAXREC: String(mostRows),
    QUERY: adql,
  });
  const asked = {
    url: `${host}${path}?${words}`,
    name: `the answer of ${title}`,
    answers: [badRequest],
  };
  const { bytes, status } = await patientFetch(asked, { stallMs: patienceMs, ...patience });
  const text = new TextDecoder().decode(bytes);
  const told = statesOf(text);
  const error = told.find(({ value }) => value === 'ERROR');
  if (error && error !== told[0])
    throw new UnreadableError(
      `${title} broke off while it answered: “${error.words.slice(0, 300)}” Ask again, or for fewer rows.`,
    );
  if (error || status === badRequest)
    throw new UnreadableError(
      `${title} refused the question: “${(told[0]?.words ?? plainWords(text)).slice(0, 300)}” Change the question and ask again.`,
    );
  const table = await firstTable(text, title);
  if (table.rowCount === 0) return null;
  return {
    file: new File([bytes], `${name}.vot`, { type: 'application/x-votable+xml' }),
    rowCount: table.rowCount,
    columns: [...table.cells.keys()],
    isCut: table.rowCount >= mostRows || told.some(({ value }) => value === 'OVERFLOW'),
  };
}

async function firstTable(text: string, title: string): Promise<Votable> {
  const [table] = await readVotables(text, `The answer of ${title}`);
  if (!table)
    throw new UnreadableError(`The answer of ${title} holds no table: change the question and ask again.`);
  if (table.unread)
    throw new UnreadableError(
      `The answer of ${title} is written as ${table.unread}, which is not read here: ask another catalogue.`,
    );
  return table;
}

/** What DALI calls the state of a question: OK or ERROR before the table; OVERFLOW, or ERROR where it ends early, below it. */
function statesOf(text: string): { value: string; words: string }[] {
  const infos = text.matchAll(
    /<(?:\w+:)?INFO\b([^>]*\bname=["']QUERY_STATUS["'][^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?INFO>)/g,
  );
  return Array.from(infos, ([, attributes, words = '']) => ({
    value: /\bvalue=["'](\w+)["']/.exec(attributes)?.[1].toUpperCase() ?? '',
    words: plainWords(words),
  }));
}

/** A text without its tags. */
function plainWords(text: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, entity) => entities[entity])
    .replace(/\s+/g, ' ')
    .trim();
}
