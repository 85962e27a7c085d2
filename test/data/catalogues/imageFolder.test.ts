import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { packTexts } from '../../../src/data/bytes/packedTexts.ts';
import { fixtureBytes } from '../fixtureFiles.ts';

const ingest = nodeIngest();
const jpeg = fixtureBytes('grey.jpg');
const open = (paths: Record<string, BlobPart>, table?: string | File): Promise<OpenedCatalogue> =>
  ingest.open({
    kind: 'images',
    name: 'sky',
    images: Object.entries(paths).map(([path, content]) => ({ path, file: new File([content], path) })),
    table: typeof table === 'string' ? new File([table], 'labels.csv') : table,
  });
const sentences = (catalogue: OpenedCatalogue) => catalogue.problems.map(p => p.sentence);

describe('a folder of images', () => {
  it('has a row for each image in the order of paths, named after its file', async () => {
    const catalogue = await open({
      'sky/b.jpg': jpeg,
      'sky/a.JPEG': jpeg,
      'sky/B.png': fixtureBytes('rgb.png'),
    });
    expect([...catalogue.ids]).toEqual(['B', 'a', 'b']);
    expect(catalogue).toMatchObject({ rowCount: 3, columns: [], hasImages: true, problems: [] });
  });

  it('names images of the same name by their path', async () => {
    expect([...(await open({ 'sky/1/a.jpg': jpeg, 'sky/2/a.jpg': jpeg, 'sky/b.jpg': jpeg })).ids]).toEqual([
      'sky/1/a.jpg',
      'sky/2/a.jpg',
      'b',
    ]);
  });

  it('reports what is no image, and recognises an image without extension by its bytes', async () => {
    const catalogue = await open({ 'sky/a': jpeg, 'sky/notes.txt': 'hello', 'sky/empty': '' });
    expect(catalogue.rowCount).toBe(1);
    expect(sentences(catalogue)).toEqual([
      '2 files are not JPEG, PNG or WebP, and left out: sky/notes.txt, sky/empty.',
    ]);
  });

  it('without an image does not open', async () => {
    await expect(open({})).rejects.toThrow('sky has no JPEG, PNG or WebP image (it is empty)');
    await expect(open({ 'sky/a.fits': 'SIMPLE  =' })).rejects.toThrow('(it has sky/a.fits): choose a folder');
  });

  it('with a corrupt, a cut and an empty image opens, gives the good ones and reports the others', async () => {
    const images = { 'a.jpg': jpeg, 'b.jpg': 'no image', 'c.jpg': jpeg.slice(0, 300), 'd.jpg': '' };
    const { handle } = await open(images);
    const batch = await ingest.pixels(handle, Uint32Array.of(0, 1, 2, 3), { sidePx: 4, cropFraction: 1 });
    expect([...batch.rows]).toEqual([0]);
    expect(batch.problems.map(p => [p.row, p.sentence])).toEqual([
      [1, 'b (row 1) has an image that is not an image, and only JPEG, PNG and WebP are read.'],
      [2, expect.stringMatching(/^c \(row 2\) has an image that is .*(cut short|damaged).*\.$/)],
      [3, 'd (row 3) has an empty file as its image (d.jpg).'],
    ]);
    expect((await ingest.images(handle, Uint32Array.of(0, 1, 3))).map(image => image.row)).toEqual([0]);
  });
});

describe('a table joined to images', () => {
  const images = { 'sky/a.jpg': jpeg, 'sky/b.jpg': jpeg, 'sky/c.jpg': jpeg };

  for (const [how, names] of Object.entries({
    'file name': ['a.jpg', 'b.jpg', 'c.jpg'],
    'name without extension': ['a', 'b', 'c'],
    'path, case and slashes aside': ['.\\SKY\\A.JPG', '/sky/b.jpg', 'Sky/C.jpg'],
    'another extension': ['a.fits', 'b.fits', 'c.fits'],
    'another folder': ['/data/x/a.jpg', '/data/x/b.jpg', '/data/x/c.jpg'],
  })) {
    it(`finds them by ${how}`, async () => {
      const rows = names.map((name, i) => `${name};${i}.5`).reverse();
      const catalogue = await open(images, `file_loc;z\n${rows.join('\n')}\n`);
      expect(catalogue.problems).toEqual([]);
      expect([...catalogue.ids]).toEqual(['a', 'b', 'c']);
      expect(catalogue.columns).toMatchObject([{ name: 'z', values: Float64Array.of(0.5, 1.5, 2.5) }]);
    });
  }

  it('joins on a 19-digit id, kept exact', async () => {
    const ids = ['587739719215284284', '587725994651222362'];
    const catalogue = await open(
      { [`${ids[0]}.jpg`]: jpeg, [`${ids[1]}.jpg`]: jpeg },
      `objid\tra\tdec\tclass\n${ids[0]}\t10\t-5\tE\n${ids[1]}\t20\t5\tS\n`,
    );
    expect([...catalogue.ids]).toEqual([ids[1], ids[0]]);
    expect(catalogue.raDeg).toEqual(Float64Array.of(20, 10));
    expect(catalogue.columns.map(c => c.name)).toEqual(['ra', 'dec', 'class']);
  });

  it('reports rows without image, images without row, and rows named twice', async () => {
    const catalogue = await open(images, 'file,z\na,1\na,2\nx,3\ny,4\n');
    expect(catalogue.columns).toMatchObject([
      { name: 'z', values: Float64Array.of(1, Number.NaN, Number.NaN) },
    ]);
    expect(sentences(catalogue)).toEqual([
      '2 of 4 rows of labels.csv are without an image and left out: x, y (joined on file).',
      '1 of 4 rows of labels.csv is named again and left out: a; each image takes its first row.',
      '2 of 3 images have no row in labels.csv and keep empty columns: sky/b.jpg, sky/c.jpg.',
    ]);
  });

  it('that names no image is reported; the images open without it', async () => {
    const catalogue = await open(images, 'name,z\nNGC 1,1\nNGC 2,2\n');
    expect(catalogue).toMatchObject({ rowCount: 3, columns: [] });
    expect([...catalogue.ids]).toEqual(['a', 'b', 'c']);
    expect(sentences(catalogue)).toEqual([
      'No column of labels.csv (name, z) names an image such as sky/a.jpg: the images are opened without it; give it a column of file names.',
    ]);
  });

  it('that cannot be read is reported; the images open without it', async () => {
    expect(sentences(await open(images, ''))).toEqual([
      'labels.csv is empty: a table needs a line of column names and rows below it. The images are opened without it.',
    ]);
    const binary = new File([new Uint8Array(64)], 'labels.csv');
    expect(sentences(await open(images, binary))[0]).toContain('labels.csv is not text');
  });

  it('with quotes, a byte order mark, ragged rows and repeated names is read, and the raggedness reported', async () => {
    const catalogue = await open(images, '\ufefffile,note,note\na,"x, ""y""",1\nb,z\nc,w,3,4\n');
    expect(catalogue.columns).toMatchObject([
      { name: 'note', values: packTexts(['x, "y"', 'z', 'w']) },
      { name: 'note (2)', values: Float64Array.of(1, Number.NaN, 3) },
    ]);
    expect(sentences(catalogue)).toEqual([
      'Row 2 of labels.csv has 2 cells where the header has 3: missing cells are left empty, surplus cells are left out; check its quotes and separators.',
    ]);
  });

  it('keeps the file names of images that have no id in it', async () => {
    const catalogue = await open(images, 'file,id\na,J1\nb,\n');
    expect([...catalogue.ids]).toEqual(['J1', 'b', 'c']);
  });
});

it('a VOTable beside images is joined to them', async () => {
  const vot =
    '<VOTABLE version="1.4"><RESOURCE><TABLE><FIELD name="file" datatype="char" arraysize="*"/><FIELD name="z" datatype="double"/><DATA><TABLEDATA><TR><TD>b.jpg</TD><TD>0.25</TD></TR><TR><TD>a.jpg</TD><TD>0.5</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>';
  const catalogue = await open({ 'sky/a.jpg': jpeg, 'sky/b.jpg': jpeg }, new File([vot], 'labels.vot'));
  expect(catalogue.columns).toMatchObject([{ name: 'z', values: Float64Array.of(0.5, 0.25) }]);
  expect(catalogue.problems).toEqual([]);
});
