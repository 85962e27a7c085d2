import { describe, expect, it } from 'vitest';
import { typedTable } from '../../../src/data/tables/tableColumns.ts';
import { type JoinTargets, joinTable } from '../../../src/data/tables/tableJoin.ts';
import { parseTextTable } from '../../../src/data/tables/textTable.ts';

const join = (kind: JoinTargets['kind'], names: string[], text: string) => {
  const table = parseTextTable(text, 't.csv');
  const found = joinTable(table, typedTable(table), { kind, names });
  return { ...found, rowOf: [...found.rowOf], sentences: found.problems.map(problem => problem.sentence) };
};
const galaxies = (ids: string[], text: string) => join('galaxies', ids, text);
const images = (paths: string[], text: string) => join('images', paths, text);

describe('a table joined to galaxies', () => {
  it('compares whole ids: nothing behind a point is an extension', () => {
    const sdss = ['756.3.206.41', '756.3.207.13', '2078.1.33.5'];
    expect(galaxies(sdss, 'name,class\n756.3.206.77,a\n2078.1.33.5,b\n756.3.207.2,c\n').rowOf).toEqual([
      -1, -1, 1,
    ]);
    expect(galaxies(['12.1', '13.2'], 'id,class\n12.1,ring\n12.9,spiral\n13.7,bar\n').rowOf).toEqual([0, -1]);
  });

  it('with the designations of other galaxies is not joined', () => {
    const found = galaxies(['J1000.5+0200', 'J1200.0+0000'], 'name,class\nJ1000.7+0300,a\nJ1200.9+5500,b\n');
    expect(found.column).toBeUndefined();
    expect(found.sentences).toEqual([
      'No column of t.csv (name, class) holds ids of this catalogue, such as J1000.5+0200.',
    ]);
  });

  it('takes file names for the galaxies they show, ids in another case only where none is the same', () => {
    expect(galaxies(['g1', 'g2'], 'file,class\na/g1.jpg,x\ng2.PNG,y\n').rowOf).toEqual([0, 1]);
    expect(galaxies(['NGC 1', 'NGC 2'], 'name,class\nngc 1,x\nngc 2,y\n').rowOf).toEqual([0, 1]);
    expect(galaxies(['aB', 'ab'], 'name,class\nAB,x\nab,y\n').rowOf).toEqual([-1, 1]);
  });

  it('does not take row numbers for ids of another survey, nor counts for row numbers', () => {
    const rows = Array.from({ length: 40 }, (_, i) => String(i));
    expect(galaxies(rows, 'objid,p_ring,votes\n587,0.85,38\n588,0.1,2\n589,1,1\n').column).toBeUndefined();
    expect(galaxies(rows, 'id,class\n3,a\n4,b\n').rowOf[4]).toBe(1);
  });

  it('says where row numbers stand for ids, and takes no numbers that count from 1', () => {
    const rows = Array.from({ length: 40 }, (_, i) => String(i));
    expect(galaxies(rows, 'id,class\n3,a\n4,b\n').sentences[0]).toMatch(
      /^The galaxies have no ids, only row numbers from 0: column id of t\.csv was taken for those/,
    );
    const fromOne = rows.map(row => `${Number(row) + 1},c\n`).join('');
    const found = galaxies(rows, `id,class\n${fromOne}`);
    expect(found.column).toBeUndefined();
    expect(found.sentences[0]).toContain('id holds some of these, but its numbers are not those of the rows');
  });

  it('tells of a second column of ids that names other galaxies', () => {
    const ids = Array.from({ length: 6 }, (_, i) => String(101 + i));
    const table = (other: (i: number) => number) =>
      `id,objid,class\n${ids.map((id, i) => `${id},${other(i)},c\n`).join('')}`;
    const found = galaxies(
      ids,
      table(i => 106 - i),
    );
    expect(found.column).toBe('id');
    expect(found.sentences).toEqual([
      'Column objid of t.csv names these galaxies too, but in other rows: it was joined on id; if the pairs are wrong, take that column out of the table.',
    ]);
    expect(
      galaxies(
        ids,
        table(i => 101 + i),
      ).sentences,
    ).toEqual([]);
  });

  it('does not join on ids that lost digits', () => {
    const ids = ['1237648673971437568', '1237648673971437624'];
    const found = galaxies(ids, 'objid,class\n1.2376486739714376e+18,ring\n1237648673971437624,bar\n');
    expect(found.column).toBeUndefined();
    expect(found.sentences[0]).toContain('objid holds some of these, but it has lost digits');
  });

  it('reports ids that are repeated, missing from it or not of this catalogue', () => {
    const found = galaxies(['g1', 'g2'], 'id,class\ng1,a\ng1,b\ng9,c\n');
    expect(found.rowOf).toEqual([0, -1]);
    expect(found.sentences).toEqual([
      '1 of 3 rows of t.csv is without a galaxy and left out: g9 (joined on id).',
      '1 of 3 rows of t.csv is named again and left out: g1; each galaxy takes its first row.',
      '1 of 2 galaxies have no row in t.csv and keep empty columns: g2.',
    ]);
  });
});

describe('a table joined to images', () => {
  const numbered = ['1.jpg', '2.jpg', '3.jpg', '4.jpg'];

  it('never takes a measured quantity for a name', () => {
    const votes = Array.from({ length: 12 }, (_, i) => `${100 + i},${(i % 4) + 1},${15 + i / 10}`).join('\n');
    expect(images(numbered, `row,tally,light\n${votes}\n`).sentences).toEqual([
      'No column of t.csv (row, tally, light) names an image such as 1.jpg (tally holds some of these, but its numbers repeat): the images are opened without it; give it a column of file names.',
    ]);
    expect(images(numbered, 'a,petro_mag\nx,1\ny,2\nz,3\nw,4\n').column).toBeUndefined();
    expect(images(['14.jpg', '15.jpg'], 'a,light\nx,14.3\ny,15.1\n').column).toBeUndefined();
    expect(images(numbered, 'a,light\nx,1\ny,2\nz,30\nw,40\n').column).toBeUndefined();
  });

  it('takes whole numbers for names where all of them are, each once', () => {
    expect(images(numbered, 'cutout,z\n4,.1\n3,.2\n2,.3\n1,.4\n')).toMatchObject({
      column: 'cutout',
      rowOf: [3, 2, 1, 0],
    });
    expect(images(numbered, 'nr,z\n4,.1\n3,.2\n2,.3\n1,.4\n').column).toBe('nr');
  });

  it('finds absolute paths of repeated names by their longest ending', () => {
    const text = 'file_loc,z\n/share/s/run1/1.jpg,1\n/share/s/run2/1.jpg,2\n/share/s/run3/1.jpg,3\n';
    expect(images(['run1/1.jpg', 'run2/1.jpg'], text)).toMatchObject({ matched: 2, rowOf: [0, 1] });
  });

  it('leaves out a name that means several images, or several rows that end alike', () => {
    const found = images(['a/1.jpg', 'b/1.jpg', 'c.jpg'], 'file,z\n1.jpg,1\nc.jpg,2\n');
    expect(found.rowOf).toEqual([-1, -1, 1]);
    expect(found.sentences[0]).toContain('left out, because the names mean several images');
    const other = images(['x/1.jpg', 'x/c.jpg'], 'file,z\na/1.jpg,1\nb/1.jpg,2\nx/c.jpg,3\n');
    expect(other.rowOf).toEqual([-1, 2]);
  });

  it('leaves out a bare name that two images have, and keeps each to its exact name', () => {
    const found = images(['g.png', 'g.jpg', 'h.png'], 'file,z\ng,1\nh,2\n');
    expect(found.rowOf).toEqual([-1, -1, 1]);
    expect(found.sentences[0]).toContain('left out, because the names mean several images');
    expect(galaxies(['J1.png', 'J1'], 'file,z\nJ1.jpg,1\nJ1.png,2\nJ1,3\n').rowOf).toEqual([1, 2]);
    expect(images(['A.jpg', 'a.jpg', 'b.jpg'], 'file,z\nA.JPG,1\nb.jpg,2\n').rowOf).toEqual([-1, -1, 1]);
  });

  it('takes composed and decomposed Unicode for the same name', () => {
    const decomposed = 'Müller.jpg'.normalize('NFD');
    expect(decomposed).not.toBe('Müller.jpg');
    expect(
      images([decomposed, 'Hoág.jpg'], `file,z\nMüller.jpg,1\n${'Hoág'.normalize('NFD')},2\n`).rowOf,
    ).toEqual([0, 1]);
  });

  it('takes names as they are, whatever stands in them', () => {
    const names = ["a'b.jpg", 'NGC 1300 (bar).jpg', 'a#b.jpg', '100%.jpg', 'x+y.jpg', 'p%20q.jpg'];
    const rows = names.map((name, i) => `"${name}",${i}`).join('\n');
    expect(images(names, `file,z\n${rows}\n`).rowOf).toEqual([0, 1, 2, 3, 4, 5]);
    expect(images(['J1000.5+0200.jpg'], 'name,z\nJ1000.7+0300,1\n').column).toBeUndefined();
    expect(images(['J1000.5+0200.jpg'], 'name,z\nJ1000.5+0200,1\n').rowOf).toEqual([0]);
  });

  it('reads whole ids that a writer took for floats', () => {
    const id = '1237648673971437623';
    expect(images([`${id}.jpg`], `objid,z\n${id}.0,1\n`).rowOf).toEqual([0]);
  });
});
