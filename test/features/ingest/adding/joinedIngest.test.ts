import { expect, it } from 'vitest';
import { createJoinedCatalogues } from '../../../../src/features/ingest/adding/joinedIngest.ts';
import type { IngestClient } from '../../../../src/features/ingest/ingestClient.ts';

/** Every picture of catalogue h, row r, is a square of h and a square of r; row 3 of any cannot be read. */
function fakeIngest() {
  const closed: number[] = [];
  const client: IngestClient = {
    open: () => Promise.reject(new Error('not asked')),
    images: async (handle, rows) =>
      Array.from(rows)
        .filter(row => row !== 3)
        .toSorted((a, b) => a - b) // in an order of its own
        .map(row => ({ row, type: 'image/png', bytes: Uint8Array.of(handle, row) })),
    pixels: async (handle, rows, view) => {
      const read = rows.filter(row => row !== 3);
      const problems = Array.from(
        rows.filter(row => row === 3),
        row => ({ sentence: `${row} of ${handle}`, row }),
      );
      const pixels = Uint8Array.from([...read].flatMap(row => [handle, row, 0]));
      return { rows: read, sidePx: view.sidePx, pixels, problems };
    },
    pixelsOfFile: () => Promise.reject(new Error('not asked')),
    fitsPixels: async (handle, row) => ({ bands: [], plane: undefined, handle, row }) as never,
    preview: async () => [],
    thumbnails: async (handle, rows) => Uint8Array.from([...rows].flatMap(row => [handle, row, 0])),
    answers: async () => ({ rows: 0, columns: 0, values: new Float32Array(0) }),
    close: async handle => void closed.push(handle),
  };
  return { client, closed };
}

/** Rows 0–3 are all of catalogue 1, rows 4–6 rows 5, 3 and 0 of catalogue 2. */
function joinTwo() {
  const { client, closed } = fakeIngest();
  const joined = createJoinedCatalogues(client);
  const handle = joined.join([
    { handle: 1, count: 4 },
    { handle: 2, count: 3, rows: Uint32Array.of(5, 3, 0) },
  ]);
  return { joined, handle, closed };
}

it('asks each catalogue for its own rows and answers in the order of the question', async () => {
  const { joined, handle } = joinTwo();
  const images = await joined.images(handle, Uint32Array.of(6, 1, 4, 5, 0));
  expect(images.map(({ row, bytes }) => [row, ...bytes])).toEqual([
    [6, 2, 0],
    [1, 1, 1],
    [4, 2, 5],
    [0, 1, 0],
  ]);
  const view = { sidePx: 1, cropFraction: 1 };
  const batch = await joined.pixels(handle, Uint32Array.of(6, 3, 2, 5), view);
  expect([...batch.rows]).toEqual([6, 2]);
  expect([...batch.pixels]).toEqual([2, 0, 0, 1, 2, 0]);
  expect(batch.problems).toEqual([
    { sentence: '3 of 1', row: 3 },
    { sentence: '3 of 2', row: 5 },
  ]);
  expect([...(await joined.thumbnails(handle, Uint32Array.of(5, 0), 1))]).toEqual([2, 3, 0, 1, 0, 0]);
  expect(await joined.fitsPixels(handle, 4)).toMatchObject({ handle: 2, row: 5 });
});

it('joins what is joined already, from a row on, and closes all of it once', async () => {
  const { joined, handle, closed } = joinTwo();
  const longer = joined.join([
    { handle, first: 2, count: 3 },
    { handle: 9, count: 1 },
  ]);
  const images = await joined.images(longer, Uint32Array.of(0, 2, 3));
  expect(images.map(({ row, bytes }) => [row, ...bytes])).toEqual([
    [0, 1, 2],
    [2, 2, 5],
    [3, 9, 0],
  ]);
  expect(await joined.images(longer, Uint32Array.of(4))).toEqual([]); // beyond the last
  await joined.close(longer);
  expect(closed.toSorted()).toEqual([1, 2, 9]);
});
