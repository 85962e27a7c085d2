import { expect, it } from 'vitest';
import { bytesOfBuffer } from '../../../../src/data/bytes/byteSource.ts';
import { openFits } from '../../../../src/data/fits/fitsFile.ts';
import { readPixels } from '../../../../src/data/fits/images/imagePixels.ts';
import { splitPreamble } from '../../../../src/data/tables/preamble.ts';
import { type SelectionFile, selectionFile } from '../../../../src/features/explore/bar/selectionFile.ts';
import { createSession } from '../../../../src/session/session.ts';
import { allRows, ramp, smallCatalogue } from '../../smallCatalogue.ts';

function open() {
  const session = createSession(() => 0);
  const catalogue = smallCatalogue(6, { hasImages: true });
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  session.selection.getState().chooseMany(Uint32Array.of(1, 4), 'lasso');
  const images = async (rows: Uint32Array) =>
    Array.from(rows, row => ({ row, type: 'image/png' as const, bytes: new Uint8Array([row]) }));
  return { session, images };
}

it('writes no pictures of another catalogue under the ids of this one', async () => {
  const { session, images } = open();
  const file = selectionFile('parquet with images', session, rows => {
    session.catalogue.getState().replace(smallCatalogue(6, { handle: 2, name: 'other' }));
    return images(rows);
  });
  await expect(file).rejects.toThrow('open small again to export from it');
});

it('says in the file how its own galaxies were selected, whatever is selected meanwhile', async () => {
  for (const kind of ['votable', 'fits', 'parquet'] satisfies SelectionFile[]) {
    const { session, images } = open();
    const file = selectionFile(kind, session, images);
    session.selection.getState().chooseMany(Uint32Array.of(0), 'picked');
    const text = new TextDecoder('latin1').decode(await (await file).arrayBuffer());
    expect(text).toContain('lasso');
    expect(text).not.toContain('picked');
  }
});

it('carries where it comes from in every format, and stays a table for readers that know comments', async () => {
  const { session, images } = open();
  const provenance = async () => ({ software: 'Morphospace 9.9.9', layout: '{"kind":"umap","seed":42}' });
  for (const kind of ['csv', 'votable', 'fits', 'parquet'] satisfies SelectionFile[]) {
    const file = await selectionFile(kind, session, images, provenance);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = new TextDecoder('latin1').decode(bytes);
    expect(text).toContain('9.9.9');
    expect(text).toContain('42');
    if (kind === 'csv') {
      const { comments, body } = splitPreamble(text);
      expect(comments).toContain('software: Morphospace 9.9.9');
      expect(body.split('\r\n')[0].split(',')[0]).toBe('id');
      expect(body.trim().split('\r\n')).toHaveLength(3);
    }
  }
});

it('names earlier weights as the file of the galaxies does', async () => {
  const { session, images } = open();
  session.catalogue.getState().replace(smallCatalogue(6, { formerWeights: 'galaxy' }));
  session.representation
    .getState()
    .replace({ weights: 'file', components: ramp(6, 2), rows: allRows(6), complete: true });
  const file = await selectionFile('csv', session, images, async () => ({ weights: 'galaxy' }));
  const { comments } = splitPreamble(await file.text());
  expect(comments).toContain('weights: galaxy');
  expect(comments).toContain('selected: 2');
});

it('writes the numbers behind FITS pictures, and nothing where there are none', async () => {
  const { session, images } = open();
  await expect(selectionFile('cutouts', session, images)).rejects.toThrow('are no FITS images');
  session.rendering.getState().replace({
    handle: 1,
    rendering: { kind: 'single', band: 0, lowPercent: 0, highPercent: 99, softness: 1 },
    bands: ['r'],
    applyToAll: async () => undefined,
    pixels: async row => ({
      bands: [{ band: 'r', widthPx: 2, heightPx: 2, values: new Float32Array(4).fill(row) }],
    }),
  });
  const file = await selectionFile('cutouts', session, images);
  const opened = await openFits(bytesOfBuffer(await file.arrayBuffer(), file.name));
  expect(opened.hdus.slice(1).map(({ name }) => name)).toEqual(['g1', 'g4']);
  expect((await readPixels(opened, opened.hdus[2])).values).toEqual(Float32Array.of(4, 4, 4, 4));
});

it('tells of letters that a FITS table does not keep', async () => {
  const { session, images } = open();
  await selectionFile('fits', session, images);
  expect(session.notices.getState().notices).toEqual([]);
  const note = {
    kind: 'text' as const,
    name: 'note',
    source: 'a',
    values: Array.from({ length: 6 }, () => 'größer'),
  };
  session.columns.getState().publish(note);
  await selectionFile('fits', session, images);
  expect(session.notices.getState().notices.at(-1)?.sentence).toContain(
    '2 texts have letters that FITS does not know, such as those of “größer”',
  );
  await selectionFile('csv', session, images);
  expect(session.notices.getState().notices).toHaveLength(1);
});
