import { readFileSync } from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { openTableOfUrl } from '../../../../src/data/catalogues/tables/tableOfUrl.ts';

afterEach(() => vi.unstubAllGlobals());
const job = { report: () => undefined, breathe: async () => undefined };

const votable = `<VOTABLE><RESOURCE><TABLE><FIELD name="id" datatype="char" arraysize="*"/><FIELD name="z" datatype="double"/>
<DATA><TABLEDATA><TR><TD>g1</TD><TD>0.5</TD></TR><TR><TD>g2</TD><TD>0.25</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>`;

it.each([
  ['mine.csv', 'id,z\ng1,0.5\ng2,0.25\n'],
  ['mine.vot', votable],
  [
    'mine.ecsv',
    '# %ECSV 1.0\n# ---\n# datatype:\n# - {name: id, datatype: string}\n# - {name: z, datatype: float64}\nid z\ng1 0.5\ng2 0.25\n',
  ],
])('opens %s of this site as galaxies', async (name, text) => {
  vi.stubGlobal('fetch', async (url: string) => new Response(url.endsWith(name) ? text : ''));
  const { contents } = await openTableOfUrl(
    { kind: 'url', url: `https://here/${name}`, name },
    job,
    'https://here',
  );
  expect([...contents.ids]).toEqual(['g1', 'g2']);
  const column = contents.columns.find(each => each.name === 'z');
  expect(column?.kind === 'number' && [...column.values]).toEqual([0.5, 0.25]);
});

it('opens a FITS table of this site, and a table of another host the page may ask', async () => {
  const bytes = readFileSync(new URL('../../../fixtures/fits/tables.fits', import.meta.url));
  vi.stubGlobal(
    'fetch',
    async (url: string) => new Response(url.endsWith('.fits') ? bytes : 'id,z\ng1,0.5\n'),
  );
  const url = 'https://here/tables.fits';
  const { contents } = await openTableOfUrl({ kind: 'url', url, name: 'tables.fits' }, job, 'https://here');
  expect(contents.rowCount).toBeGreaterThan(1);
  expect(contents.columns.length).toBeGreaterThan(2);
  const remote = { kind: 'url', url: 'https://huggingface.co/a.csv', name: 'a.csv', remote: {} } as const;
  const { contents: there } = await openTableOfUrl(remote, job, undefined);
  expect([...there.ids]).toEqual(['g1']);
});

it('says what the server answered', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  const opening = openTableOfUrl(
    { kind: 'url', url: 'https://here/a.csv', name: 'a.csv' },
    job,
    'https://here',
  );
  await expect(opening).rejects.toThrow('a.csv could not be fetched: the server answered 404');
});
