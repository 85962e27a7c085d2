import { expect, it } from 'vitest';
import { contactSheetFile } from '../../../../src/features/explore/bar/contactSheetFile.ts';
import { createSession } from '../../../../src/session/session.ts';
import { readElements } from '../../../data/figures/readSvg.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

function open(n: number, chosen: number) {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(n, { hasImages: true, simulated: true }));
  session.selection.getState().chooseMany(
    Uint32Array.from({ length: chosen }, (_, row) => row),
    'bars & <rings>',
  );
  const images = async (rows: Uint32Array) =>
    Array.from(rows, row => ({ row, type: 'image/png' as const, bytes: Uint8Array.of(row, 255) })).filter(
      ({ row }) => row !== 1,
    );
  return { session, images };
}
const provenance = async () => ({
  software: 'Morphospace 9.9.9',
  catalogue: 'small',
  galaxies: '6',
  simulated: 'true',
});

it('is one page with its pictures inside, each with its id, that says what it shows', async () => {
  const { session, images } = open(6, 3);
  const file = await contactSheetFile('html', session, images, provenance);
  expect(file.name).toBe('small bars rings sheet.html');
  const elements = readElements(await file.text());
  const of = (name: string) => elements.filter(each => each.name === name);
  expect(of('img').map(({ attributes }) => attributes.src)).toEqual([
    `data:image/png;base64,${btoa('\u0000\u00ff')}`,
    `data:image/png;base64,${btoa('\u0002\u00ff')}`,
  ]);
  const ids = of('span').filter(({ attributes }) => attributes.class === 'id');
  expect(ids.map(({ text }) => text)).toEqual(['g0', 'g1', 'g2']);
  expect(of('h1')[0].text).toBe('small: bars & <rings>');
  expect(of('p').map(({ text }) => text)).toEqual([
    '3 simulated galaxies.',
    'small: 6 simulated galaxies · Morphospace 9.9.9',
  ]);
  expect(of('dd').map(({ text }) => text)).toContain('Morphospace 9.9.9');
});

it('shows the first of very many, and says so', async () => {
  const { session, images } = open(600, 600);
  const text = await (await contactSheetFile('html', session, images, provenance)).text();
  expect(text.match(/class="id"/g)).toHaveLength(500);
  expect(text).toContain('600 simulated galaxies, the first 500 of them');
});

it('draws the same galaxies, with a gap where one cannot be read', async () => {
  const { session, images } = open(6, 3);
  const drawn: (number | undefined)[] = [];
  const file = await contactSheetFile('png', session, images, provenance, {}, async all => {
    drawn.push(...all.map(image => image?.row));
    return new Blob(['x']);
  });
  expect(drawn).toEqual([0, undefined, 2]);
  expect(file.type).toBe('image/png');
});

it('mixes no two catalogues', async () => {
  const { session, images } = open(6, 3);
  const sheet = contactSheetFile(
    'html',
    session,
    rows => {
      session.catalogue.getState().replace(smallCatalogue(6, { handle: 2 }));
      return images(rows);
    },
    provenance,
  );
  await expect(sheet).rejects.toThrow('open small again');
});
