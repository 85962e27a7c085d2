import type { Column, TextRows } from '../../contracts/column.ts';
import { nullCode } from '../../contracts/column.ts';
import type { IngestProblem } from '../../contracts/ingest.ts';
import { firstFew, reasonOf } from '../bytes/unreadable.ts';
import type { StoredImage } from './storedImage.ts';

/** Pictures that a column of addresses names. */
interface AddressedImages {
  /** Absent where none of them lies on this site. */
  readImages?(rows: Uint32Array): Promise<StoredImage[]>;
  problems: IngestProblem[];
}

const looked = 100; // rows that tell whether a column holds addresses
const picture = /\.(jpe?g|png|webp)([?#].*)?$/i;
const pictureName = /(image|img|picture|cutout|thumb|jpe?g|png)/i;

/**
 * The pictures named by the first column that mostly holds addresses of images. Those of this site are fetched when they are
 * shown; others are not, and a problem says what to do.
 *
 * @param origin of the page; undefined outside a browser, where nothing is fetched
 * @returns undefined where no column holds such addresses
 */
export function imagesByAddress(
  columns: readonly Column[],
  origin: string | undefined,
): AddressedImages | undefined {
  for (const column of columns) {
    const words = wordsOf(column);
    if (!words || !holdsAddresses(words, column.name)) continue;
    const hosts = new Map<string, number>();
    let own = 0;
    for (const word of words) {
      const url = addressOf(word);
      if (!url) continue;
      if (url.origin === origin) own++;
      else hosts.set(url.host, (hosts.get(url.host) ?? 0) + 1);
    }
    const problems = hosts.size === 0 ? [] : [{ sentence: otherHosts(column.name, hosts) }];
    if (own === 0) return { problems };
    return {
      problems,
      readImages: rows =>
        Promise.all(Array.from(rows, row => fetched(row, addressOf(words.at(row)), origin))),
    };
  }
  return undefined;
}

/** What to do about pictures on other sites, which the page's policy keeps from being asked. */
function otherHosts(column: string, hosts: ReadonlyMap<string, number>): string {
  const count = [...hosts.values()].reduce((sum, each) => sum + each, 0);
  return `Column ${column} names ${count === 1 ? 'a picture' : `${count} pictures`} at ${firstFew([...hosts.keys()])}, which ${count === 1 ? 'is' : 'are'} not fetched: pictures are fetched from this site alone, and of other hosts the page asks only those listed under connect-src in its README. Download the pictures and drop them together with the table.`;
}

function wordsOf(column: Column): TextRows | undefined {
  if (column.kind === 'text') return column.values;
  if (column.kind === 'number') return undefined;
  return Array.from(column.codes, code => (code === nullCode ? null : column.categories[code]));
}

function holdsAddresses(words: TextRows, name: string): boolean {
  let filled = 0;
  let addresses = 0;
  for (const word of words) {
    if (word === null || word === '') continue;
    if (addressOf(word) && (picture.test(word) || pictureName.test(name))) addresses++;
    if (++filled === looked) break;
  }
  return addresses > filled / 2;
}

function addressOf(word: string | null | undefined): URL | undefined {
  return word && /^https?:\/\//i.test(word) && URL.canParse(word) ? new URL(word) : undefined;
}

const mostBytes = 50e6; // of one picture

async function fetched(row: number, url: URL | undefined, origin: string | undefined): Promise<StoredImage> {
  if (!url) return { row, problem: 'has no address of an image' };
  if (url.origin !== origin) return { row, problem: `has its image on another site (${url.host})` };
  try {
    const answer = await fetch(url);
    if (!answer.ok) return { row, problem: `has an image that the server does not give (${answer.status})` };
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return bytes.length > mostBytes
      ? { row, problem: `has an image of ${bytes.length} bytes, which is too large` }
      : { row, bytes };
  } catch (error) {
    return { row, problem: `has an image that could not be fetched (${reasonOf(error)})` };
  }
}
