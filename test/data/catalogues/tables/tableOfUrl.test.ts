import { afterEach, expect, it, vi } from 'vitest';
import { openTableOfUrl } from '../../../../src/data/catalogues/tables/tableOfUrl.ts';

afterEach(() => vi.unstubAllGlobals());

const votable = `<VOTABLE><RESOURCE><TABLE><FIELD name="id" datatype="char" arraysize="*"/><FIELD name="z" datatype="double"/>
<DATA><TABLEDATA><TR><TD>g1</TD><TD>0.5</TD></TR><TR><TD>g2</TD><TD>0.25</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>`;

it.each([
  ['mine.csv', 'id,z\ng1,0.5\ng2,0.25\n'],
  ['mine.vot', votable],
])('opens %s of this site as galaxies', async (name, text) => {
  vi.stubGlobal('fetch', async (url: string) => new Response(url.endsWith(name) ? text : ''));
  const { contents } = await openTableOfUrl({ url: `https://here/${name}`, name }, 'https://here');
  expect([...contents.ids]).toEqual(['g1', 'g2']);
  const column = contents.columns.find(each => each.name === 'z');
  expect(column?.kind === 'number' && [...column.values]).toEqual([0.5, 0.25]);
});

it('says what the server answered', async () => {
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  const opening = openTableOfUrl({ url: 'https://here/a.csv', name: 'a.csv' }, 'https://here');
  await expect(opening).rejects.toThrow('a.csv could not be fetched: the server answered 404');
});
