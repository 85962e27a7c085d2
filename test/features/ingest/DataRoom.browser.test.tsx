import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { CatalogueSource, OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { DataRoom } from '../../../src/features/ingest/DataRoom.tsx';
import { DropVeil } from '../../../src/features/ingest/DropVeil.tsx';
import type { IngestClient } from '../../../src/features/ingest/ingestClient.ts';
import { createIngestStore } from '../../../src/features/ingest/ingestStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { settle, smallCatalogue } from '../smallCatalogue.ts';
import '../../../src/features/ingest/sourceOf.ts'; // fetched with the first drop: here before the test drops anything

let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;
let store: ReturnType<typeof createIngestStore>;
const opened: CatalogueSource[] = [];
/** What the next catalogue has beside what all have. */
let asked: Omit<Partial<OpenedCatalogue>, 'ids'> = {};
const onImage = vi.fn<(file: File) => void>();

/** Enters the Data room with a catalogue of 20 galaxies open. */
async function enter(scheme: 'dark' | 'light' = 'dark'): Promise<void> {
  session = createSession(() => 0);
  opened.length = 0;
  asked = {};
  onImage.mockClear();
  const problems = [{ sentence: 'Row 3 has no image.', row: 3 }];
  const ingest: Pick<IngestClient, 'open' | 'images' | 'fitsPixels' | 'preview' | 'close'> = {
    async open(source) {
      opened.push(source);
      const name = `catalogue ${opened.length}`;
      return smallCatalogue(20, { handle: opened.length, name, problems, ...asked });
    },
    images: async () => [],
    fitsPixels: async () => ({ bands: [] }),
    preview: async () => [],
    close: async () => {},
  };
  store = createIngestStore({ session, ingest });
  await store.getState().open({ kind: 'baked', manifestUrl: 'demo/sky.json' });
  room = await mountRoom(
    session,
    <>
      <DataRoom
        store={store}
        openRecent={() => new Promise(() => {})}
        saveSession={async () => {}}
        openSamp={() => new Promise(() => {})}
      />
      <DropVeil store={store} onImage={onImage} />
    </>,
    scheme,
  );
}

/** Resolves once what was handed over is opened, or is not to be. */
async function handedOver(): Promise<void> {
  await settle();
  await vi.waitFor(() => expect(store.getState().opening).toBeNull());
  await settle();
}

function drag(kind: 'dragover' | 'drop', target: Element, ...files: File[]): Promise<DragEvent> {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
  return act(async () => {
    target.dispatchEvent(event);
    await handedOver();
    return event;
  });
}

const parquet = (name: string) => new File([new Uint8Array(4)], name);
const png = (name: string) => new File([new Uint8Array(4)], name, { type: 'image/png' });

afterEach(() => room.end());

it('shows what is open, its columns and its problems', async () => {
  await enter();
  expect(room.place.textContent).toContain('catalogue 1');
  expect(room.place.textContent).toContain('20 galaxies');
  expect(room.place.textContent).toContain('Row 3 has no image.');
  expect(room.place.querySelector('svg[aria-label^="Distribution of smooth"]')).not.toBeNull();
});

it('asks once whether columns x and y are the map, and draws it without opening anything again', async () => {
  await enter();
  const axis = (name: string) => ({
    kind: 'number' as const,
    name,
    source: 'a.parquet',
    values: Float64Array.from({ length: 20 }, (_, row) => row),
  });
  asked = { asksForMap: true, columns: [axis('x'), axis('y')] };
  await drag('drop', document.body, parquet('a.parquet'));
  expect(room.place.textContent).toContain('Columns x and y may be map positions or anything else');
  await act(async () => session.selection.getState().chooseMany(Uint32Array.of(3, 4)));
  await act(async () => withWords(room.place, 'button', 'Draw the map from them').click());
  expect(session.positions.getState().positions?.slice(0, 4)).toEqual(Float32Array.of(0, 0, 1, 1));
  expect(session.selection.getState().rows).toEqual(Uint32Array.of(3, 4));
  expect(opened).toHaveLength(2);
  expect(room.place.textContent).not.toContain('may be map positions');
});

it('opens what is dropped anywhere, under a veil that says so', async () => {
  await enter();
  const over = await drag('dragover', document.body, parquet('a.parquet'), parquet('b.parquet'));
  expect(over.defaultPrevented).toBe(true); // else the browser would leave the page
  expect(document.body.textContent).toContain('Let go to open these galaxies');
  await drag('drop', document.body, parquet('a.parquet'), parquet('b.parquet'));
  expect(document.body.textContent).not.toContain('Let go to open');
  expect(opened.at(-1)).toMatchObject({ kind: 'many', name: 'a + b' });
  expect(room.place.textContent).toContain('catalogue 2');
});

it('takes one image as a question, several as a catalogue', async () => {
  await enter();
  await drag('dragover', document.body, png('one.png'));
  expect(document.body.textContent).toContain('most like this image');
  await drag('drop', document.body, png('one.png'));
  expect(onImage.mock.calls.map(([file]) => file.name)).toEqual(['one.png']);
  expect(opened).toHaveLength(1);
  await drag('drop', document.body, png('one.png'), png('two.png'));
  expect(opened.at(-1)).toMatchObject({ kind: 'images', name: '2 images' });
});

it('leaves drops alone where a place takes files itself', async () => {
  await enter();
  const own = document.createElement('div');
  own.dataset.takesFiles = '';
  document.body.append(own);
  await drag('dragover', own, parquet('a.parquet'));
  expect(document.body.textContent).not.toContain('Let go to open');
  await drag('drop', own, parquet('a.parquet'));
  own.remove();
  expect(opened).toHaveLength(1);
});

it('says what to do about files it cannot read; what was open stays', async () => {
  await enter();
  await drag('drop', document.body, parquet('m51.tif'));
  expect(room.place.querySelector('[role="alert"]')?.textContent).toMatch(
    /m51\.tif.*convert the images.*catalogue 1 stays open/,
  );
});

it('opens files that are chosen', async () => {
  await enter();
  const input = room.place.querySelector<HTMLInputElement>('input[aria-label="Parquet files"]')!;
  const transfer = new DataTransfer();
  transfer.items.add(parquet('chosen.parquet'));
  input.files = transfer.files;
  await act(async () => {
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await handedOver();
  });
  expect(opened.at(-1)).toMatchObject({ kind: 'file', file: { name: 'chosen.parquet' } });
});

it('folds columns under a heading of their own until they are wanted', async () => {
  await enter();
  const { publishAll } = session.columns.getState();
  const values = new Float32Array(20);
  const predicted = {
    name: 'predicted · Ring',
    kind: 'number',
    source: 'network',
    group: 'Odd?',
    values,
  } as const;
  await act(async () => publishAll('network', [predicted]));
  const heading = withWords(room.place, 'button[aria-expanded]', 'Odd? (1)');
  expect(heading.getAttribute('aria-expanded')).toBe('false');
  expect(room.place.textContent).not.toContain('predicted · Ring');
  await act(async () => heading.click());
  expect(room.place.textContent).toContain('predicted · Ring');
});

it('paints the map by a column, and stops at a second click', async () => {
  await enter();
  const button = () => withWords(room.place, 'button', 'Colour by smooth');
  await act(async () => button().click());
  expect(session.columns.getState().painted).toBe('smooth');
  expect(button().getAttribute('aria-pressed')).toBe('true');
  await act(async () => button().click());
  expect(session.columns.getState().painted).toBeNull();
});

it.each(['dark', 'light'] as const)('has no serious flaw for assistive technology (%s)', async scheme => {
  await enter(scheme);
  await act(async () => withWords(room.place, 'button', 'Colour by smooth').click());
  expect(await seriousFlaws(room.place)).toEqual([]);
});
