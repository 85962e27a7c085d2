import { expect, it } from 'vitest';
import { readPastedPlaces, readPlacesFile } from '../../../src/data/cutouts/skyList.ts';

it('reads a place a line, with an id before it or none', () => {
  const { places, problems } = readPastedPlaces(`
146.7142 -1.0413
NGC 1  00 07 15.8  +27 42 29
# a remark
M51, 13:29:52.7, +47:11:42.9
nothing here
`);
  expect(places.map(({ id }) => id)).toEqual(['place 1', 'NGC 1', 'M51']);
  expect(places[0]).toMatchObject({ raDeg: 146.7142, decDeg: -1.0413 });
  expect(places[1].raDeg).toBeCloseTo(15 * (7 / 60 + 15.8 / 3600), 9);
  expect(places[1].decDeg).toBeCloseTo(27 + 42 / 60 + 29 / 3600, 9);
  expect(places[2].raDeg).toBeCloseTo(202.469583, 5);
  expect(problems).toEqual(['No position was found in line 6; left out.']);
});

it('reads a pasted table and a file with named columns, and keeps equal ids apart', async () => {
  const csv = 'iauname,RA,DEC,z\nJ1,10.5,-3,0.1\nJ2,11.5,4,0.2\nJ3,,4,0.2\n';
  const list = readPastedPlaces(csv);
  expect(list.places).toEqual([
    { id: 'J1', raDeg: 10.5, decDeg: -3 },
    { id: 'J2', raDeg: 11.5, decDeg: 4 },
  ]);
  expect(list.problems).toEqual(['1 of 3 rows have no position; left out.']);
  expect(await readPlacesFile(new File([csv], 'a.csv'))).toEqual(list);
  expect(readPastedPlaces('a 1 2\na 3 4').places.map(({ id }) => id)).toEqual(['a', 'a (2)']);
});

it.each(['', 'hello', 'a,b\n1,x'])('says what is needed where %j has no position', text => {
  expect(() => readPastedPlaces(text)).toThrow('columns named ra and dec, or a line a place');
});
