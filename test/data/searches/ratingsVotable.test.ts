import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRatings } from '../../../src/data/searches/readRatings.ts';
import { ratedSearch } from './ratedSearch.ts';

const read = (text: BlobPart, name = 'a.xml') => readRatings(new Blob([text]), name);
const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/ratings/${name}`, import.meta.url), 'utf8');

describe('a VOTable of astropy', () => {
  it('is read, masked cells as galaxies without a rating', async () => {
    expect(await read(fixture('astropy_tabledata.xml'))).toEqual({
      notes: {},
      ratings: [
        { galaxyId: '1237648720693755918', score: 5 },
        { galaxyId: '1237648720693755919', score: 0.5 },
        { galaxyId: '9', score: 0 },
      ],
      skipped: [],
      problems: ['One rating is outside 0 to 5 (7.5 of 8): left out.'],
    });
  });

  it('made of ours gives ours', async () => {
    const { search } = ratedSearch(12, 5, false);
    const { name, catalogue, seed, start } = search;
    expect(await read(fixture('ours_through_astropy.xml'))).toEqual({
      notes: { name, catalogue, seed, start, kernel: 'matern32', weights: 'galaxy' },
      ratings: search.ratings,
      skipped: search.skipped,
      problems: [],
    });
  });

  it('is read the same in binary', async () => {
    expect(await read(fixture('astropy_binary2.xml'))).toEqual(await read(fixture('astropy_tabledata.xml')));
  });

  it('with its rows in another file is refused in a sentence that says how to save it', async () => {
    const elsewhere = fixture('astropy_binary2.xml').replace('encoding="base64"', 'href="rows.bin"');
    await expect(read(elsewhere)).rejects.toThrow(
      /The rows of a\.xml are written as BINARY2 in another file: save it as TABLEDATA/,
    );
  });
});

const table = (inner: string) => `<VOTABLE version="1.3"><RESOURCE>${inner}</RESOURCE></VOTABLE>`;
const fields =
  '<FIELD name="id" datatype="long"/><FIELD name="rating" datatype="int"><VALUES null="-9"/></FIELD>';

it('reads prefixed names, CDATA, comments, stated nulls, and the table that has ratings', async () => {
  const text = `<?xml version="1.0"?>\n<v:VOTABLE xmlns:v="http://www.ivoa.net/xml/VOTable/v1.3"><v:RESOURCE>
    <v:TABLE><v:FIELD name="id"/><v:DATA><v:TABLEDATA><v:TR><v:TD>no</v:TD></v:TR></v:TABLEDATA></v:DATA></v:TABLE>
    <v:TABLE><v:FIELD name="id"/><v:FIELD name="rating"><v:VALUES null="-9"/></v:FIELD><v:DATA><v:TABLEDATA>
    <v:TR><v:TD><![CDATA[<a&b>]]></v:TD><v:TD>4<!-- of 5 --></v:TD></v:TR>
    <v:TR><v:TD>c&#x26;d</v:TD><v:TD> -9 </v:TD></v:TR></v:TABLEDATA></v:DATA></v:TABLE></v:RESOURCE></v:VOTABLE>`;
  const { ratings, problems } = await read(text);
  expect(ratings).toEqual([{ galaxyId: '<a&b>', score: 4 }]);
  expect(problems).toEqual([]);
});

it.each([
  ['<html><body>Not found</body></html>', 'is not a VOTable: its root is <html>'],
  ['<VOTABLE><RESOURCE>', 'is not well-formed XML'],
  ['<VOTABLE>&secret;</VOTABLE>', 'is not well-formed XML'],
  ['<VOTABLE/>', 'has no table'],
  [table(`<TABLE>${fields}</TABLE>`), 'has no rating of 0 to 5'],
  [table(`<TABLE><FIELD name="id"/></TABLE>`), 'has no column of ratings'],
  [
    table(`<TABLE>${fields}<DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE>`),
    'Row 1 of a.xml has 1 cell where 2 fields are declared',
  ],
  [table(`<TABLE>${fields}<DATA><FITS><STREAM href="a.fits"/></FITS></DATA></TABLE>`), 'written as FITS'],
])('refuses %s', async (text, sentence) => {
  await expect(read(text)).rejects.toThrow(sentence);
});
