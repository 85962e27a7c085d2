import { parquetWriteBuffer } from 'hyparquet-writer';
import { openParquet } from '../../src/data/catalogues/parquet/parquetCatalogue.ts';
import { cutoutLayers } from '../../src/data/cutouts/cutoutLayers.ts';
import { fetchCutouts } from '../../src/data/cutouts/fetchCutouts.ts';
import { hubParts } from '../../src/data/remote/hubParts.ts';
import { hubSets } from '../../src/data/remote/hubSets.ts';
import { remoteBytes } from '../../src/data/remote/remoteBytes.ts';
import { createMemoryShelf } from '../../src/data/remote/remoteShelf.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { type RecordedHost, recordedHost } from '../../test/data/remote/recordedHost.ts';

const latencyMs = 50;
const bytesPerSecond = 5e6;
const rows = 1900; // as Galaxy Zoo 2's trial part
const pictureBytes = 13_500; // its mean
const groupRows = 100; // rows the hub writes together where there are pictures
const galaxies = 500;
const cutouts = 300;
const cutoutBytes = 12_000; // of a JPEG of 224 px
const readTogether = 64;

/** What fetching costs, from the click on. */
interface FetchSide {
  firstSeconds: number;
  /** Until 500 galaxies, or all cutouts. */
  allSeconds: number;
  requests: number;
  megabytes: number;
}

/** Fetching from a host on loopback that answers after 50 ms and sends 5 MB a second. */
interface FetchFigure {
  hub: FetchSide;
  cutouts: FetchSide;
  /** The same set once more, from what was kept. */
  again: { allSeconds: number; requests: number };
  /** Requests that went anywhere but to loopback. */
  elsewhere: number;
}

/** Opens a set of the hub and reads its first 500 galaxies, then fetches 300 cutouts. */
export async function measureFetch(): Promise<FetchFigure> {
  const host = await recordedHost();
  const direct = globalThis.fetch;
  let elsewhere = 0;
  let bytes = 0;
  globalThis.fetch = async (input, init) => {
    if (!String(input).startsWith(host.url)) elsewhere++;
    const answer = await direct(input, init);
    bytes += Number(answer.headers.get('Content-Length') ?? 0);
    return answer;
  };
  const sideOf = async (act: (first: () => void) => Promise<void>): Promise<FetchSide> => {
    const asked = host.requests.length;
    bytes = 0;
    const start = performance.now();
    let firstMs = 0;
    await act(() => {
      firstMs ||= performance.now() - start;
    });
    const seconds = (ms: number) => Math.round(ms / 10) / 100;
    return {
      firstSeconds: seconds(firstMs),
      allSeconds: seconds(performance.now() - start),
      requests: host.requests.length - asked,
      megabytes: Math.round(bytes / 1e5) / 10,
    };
  };
  try {
    host.pace = { latencyMs, bytesPerSecond };
    serveSet(host);
    serveCutouts(host);
    const shelf = createMemoryShelf();
    const hub = await sideOf(first => openSet(host, shelf, first));
    const { allSeconds, requests } = await sideOf(first => openSet(host, shelf, first));
    const cut = await sideOf(first => fetchAll(host, first));
    return { hub, cutouts: cut, again: { allSeconds, requests }, elsewhere };
  } finally {
    globalThis.fetch = direct;
    await host.close();
  }
}

const [set] = hubSets;
const filePath = `/datasets/${set.dataset}/resolve/refs%2Fconvert%2Fparquet/tiny/train/0000.parquet`;

/** The list of files, a redirect as the hub's, and a file of pictures in row groups. */
function serveSet(host: RecordedHost): void {
  const random = createRandom(1);
  const pictures = Array.from({ length: rows }, () =>
    Uint8Array.from({ length: pictureBytes }, (_, i) =>
      i < 3 ? [0xff, 0xd8, 0xff][i] : random.integer(256),
    ),
  );
  const ids = Array.from({ length: rows }, (_, i) => `58${String(i).padStart(16, '0')}`);
  const votes = Float32Array.from({ length: rows }, () => random.uniform());
  const file = parquetWriteBuffer({
    columnData: [
      { name: 'image', data: pictures, type: 'BYTE_ARRAY' },
      { name: 'id_str', data: ids, type: 'STRING' },
      { name: 'smooth-or-featured-gz2_smooth_fraction', data: votes, type: 'FLOAT' },
    ],
    rowGroupSize: groupRows,
  });
  const listed = { config: set.config, split: 'train', filename: '0000.parquet', size: file.byteLength };
  const list = { parquet_files: [{ ...listed, dataset: set.dataset, url: host.url + filePath }] };
  host.answers.set(`/parquet?dataset=${encodeURIComponent(set.dataset)}`, { bytes: JSON.stringify(list) });
  host.answers.set(filePath, { status: 302, headers: { Location: `/cdn${filePath}` } });
  host.answers.set(`/cdn${filePath}`, { bytes: new Uint8Array(file), headers: { ETag: '"1"' } });
}

async function openSet(
  host: RecordedHost,
  shelf: ReturnType<typeof createMemoryShelf>,
  first: () => void,
): Promise<void> {
  const { parts } = await hubParts(set, {}, { lists: host.url, hub: host.url });
  const [{ url, name, remote }] = parts;
  const bytes = await remoteBytes({ url, name, ...remote }, shelf);
  const catalogue = await openParquet(bytes, { report() {}, breathe: async () => {} });
  for (let row = 0; row < galaxies; row += row === 0 ? 1 : readTogether) {
    const end = row === 0 ? 1 : Math.min(galaxies, row + readTogether);
    const wanted = Uint32Array.from({ length: end - row }, (_, i) => row + i);
    const images = await catalogue.readImages(wanted);
    if (images.some(image => !('bytes' in image)))
      throw new Error(`need pictures of rows ${row} to ${end - 1}`);
    first();
  }
}

const [layer] = cutoutLayers;
const places = Array.from({ length: cutouts }, (_, i) => ({
  raDeg: 150 + i / 100,
  decDeg: 2,
  sizePx: 224,
  pixelScaleArcsec: 0.262,
}));

function serveCutouts(host: RecordedHost): void {
  const bytes = new Uint8Array(cutoutBytes);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  for (const { raDeg } of places) {
    const ra = String(Number(raDeg.toFixed(6)));
    const path = `/viewer/cutout.jpg?ra=${ra}&dec=2&layer=ls-dr10&pixscale=0.262&size=224`;
    host.answers.set(path, { bytes });
  }
}

async function fetchAll(host: RecordedHost, first: () => void): Promise<void> {
  const found = await fetchCutouts(layer, places, {
    shelf: createMemoryShelf(),
    host: host.url,
    onCutout: first,
  });
  const missing = found.filter(cutout => !('bytes' in cutout)).length;
  if (missing > 0) throw new Error(`need all cutouts; ${missing} of ${cutouts} are missing`);
}
