import { describe, expect, it } from 'vitest';
import { consensusOf } from '../../../src/data/people/consensus.ts';
import { writePeopleCsv } from '../../../src/data/people/peopleCsv.ts';
import { freePersonName, personNameOf } from '../../../src/data/people/personNames.ts';
import { readPeople } from '../../../src/data/people/readPeople.ts';
import { writeRatingsCsv } from '../../../src/data/searches/ratingsCsv.ts';
import { writeRatingsVotable } from '../../../src/data/searches/ratingsVotable.ts';
import { ratedSearch } from '../searches/ratedSearch.ts';
import { personWith, tableOfPeople } from './ratedByFive.ts';

const ids = ['J1000.9+4500', 'J1000.5+0200', 'J0003', 'J0004', 'J0005', 'J0006'];
const file = (text: string, name = 'ann.csv') => new File([text], name);
const verdicts = (people: { verdicts: ReadonlyMap<string, unknown> }[]) =>
  people.map(each => Object.fromEntries(each.verdicts));

describe('one person’s file', () => {
  it.each([
    ['CSV', writeRatingsCsv, 'csv'],
    ['VOTable', writeRatingsVotable, 'vot'],
  ] as const)('an exported search, as %s, is that person’s ratings', async (_kind, write, ending) => {
    const { search, table } = ratedSearch(60, 3, false);
    const found = await readPeople(file(write(table), `ratings-ann_lee (1).${ending}`), 'ratings', [
      ...table.ids,
    ]);
    expect(found).toMatchObject({ column: 'id', problems: [] });
    expect(found.people).toHaveLength(1);
    expect(found.people[0]).toMatchObject({ name: 'ann lee', column: 'rating', isGuess: false });
    const rated = Object.fromEntries(search.ratings.map(({ galaxyId, score }) => [galaxyId, score]));
    expect(verdicts(found.people)).toEqual([rated]);
    expect(found.pairs).toHaveLength(5);
    for (const { cell, id, verdict } of found.pairs) {
      expect(cell).toBe(id);
      expect(Number(verdict)).toBe(rated[id]);
    }
  });

  it('an exported search says whose it is, which search, and whether it is as it was written', async () => {
    const { search, table } = ratedSearch(60, 3, false);
    const csv = writeRatingsCsv({ ...table, notes: { ...table.notes, person: 'Ann' } });
    const found = await readPeople(file(csv, 'rings (2).csv'), 'ratings', [...table.ids]);
    expect(found).toMatchObject({ search: 'rings', problems: [], people: [{ name: 'Ann' }] });
    const [first, second] = search.ratings.map(({ score }) => score);
    expect(first).not.toBe(second);
    const line = new RegExp(`^(${search.ratings[0].galaxyId},[^,]*,[^,]*),${first}`, 'm');
    expect(csv).toMatch(line);
    const edited = await readPeople(file(csv.replace(line, `$1,${second}`)), 'ratings', [...table.ids]);
    expect(edited.problems).toEqual([
      'ann.csv is not as it was written: it was edited or damaged since, and its contents may have changed.',
    ]);
  });

  it('gives no galaxy another’s rating: ids are compared whole', async () => {
    const found = await readPeople(file('id,rating\nJ1000.5+0200,5\nJ1000,1\nJ0003,2\n'), 'ratings', ids);
    expect(verdicts(found.people)).toEqual([{ 'J1000.5+0200': 5, J0003: 2 }]);
    expect(found.matched).toBe(2);
    expect(found.problems.join(' ')).toContain(
      '1 of 3 rows of ann.csv is without a galaxy and left out: J1000',
    );
  });

  it('tells repeated ids, ragged rows, words and numbers that are no ratings', async () => {
    const text = 'id,rating\nJ0003,5\nJ0003,1\nJ0004\nJ0005,7\nJ0006,perhaps\nJ1000.9+4500,4.5\n';
    const { people, problems } = await readPeople(file(text), 'ratings', ids);
    expect(verdicts(people)).toEqual([{ J0003: 5, 'J1000.9+4500': 4.5 }]);
    const told = problems.join(' ');
    expect(told).toContain('named again and left out: J0003');
    expect(told).toContain('Row 3 of ann.csv has 1 cell where the header has 2');
    expect(told).toContain(
      'One rating is not a number in column rating of ann.csv (“perhaps” of J0006): left out.',
    );
    expect(told).toContain(
      'One rating is outside 0 to 5 in column rating of ann.csv (7 of J0005): left out.',
    );
    expect(told).not.toContain('keep empty columns');
  });

  it('reads decimal commas, and labels with the class “none”', async () => {
    const commas = await readPeople(file('id;rating\nJ0003;4,5\nJ0004;0,5\n'), 'ratings', ids);
    expect(verdicts(commas.people)).toEqual([{ J0003: 4.5, J0004: 0.5 }]);
    const labels = await readPeople(
      file('id,class\nJ0003,none\nJ0004,ring\nJ0005,\nJ0006,NaN\n', 'b.csv'),
      'labels',
      ids,
    );
    expect(verdicts(labels.people)).toEqual([{ J0003: 'none', J0004: 'ring' }]);
  });

  it('refuses in a sentence: no ids, ids of elsewhere, no ratings, remarks for classes', async () => {
    const refuse = (text: string, kind: 'ratings' | 'labels' = 'ratings') =>
      expect(readPeople(file(text), kind, ids)).rejects;
    await refuse('id,rating\nM31,5\n').toThrow(
      'No column of ann.csv (id, rating) holds ids of this catalogue',
    );
    await refuse('id,rating\nJ0003,\n').toThrow('It has no ratings of a galaxy of this catalogue in rating');
    await refuse('id,note\nJ0003,hello\n').toThrow(
      'has no column of ratings of 0 to 5 besides id: name one “rating”',
    );
    await refuse('id,label: Ann\nJ0003,ring\n').toThrow(
      'holds labels, not ratings: open it in the Fine-tune room',
    );
    await refuse('').toThrow();
    const many = Array.from({ length: 60 }, (_, i) => `K${i}`);
    const remarks = many.map(id => `${id},remark on ${id}`).join('\n');
    await expect(readPeople(file(`id,label\n${remarks}\n`), 'labels', many)).rejects.toThrow(
      '60 different words',
    );
  });
});

describe('one file of several people', () => {
  it('a spreadsheet with a column for each is taken for theirs, and said to be a guess', async () => {
    const text = 'id,z,Ann,Bob\nJ0003,0.12,5,4\nJ0004,0.5,,3\nJ0005,0.31,1,0\n';
    const { people } = await readPeople(file(text), 'ratings', ids);
    expect(people.map(({ name, isGuess }) => [name, isGuess])).toEqual([
      ['Ann', true],
      ['Bob', true],
    ]);
    expect(verdicts(people)).toEqual([
      { J0003: 5, J0005: 1 },
      { J0003: 4, J0004: 3, J0005: 0 },
    ]);
  });

  it.each(['ratings', 'labels'] as const)('an export of %s comes back whole', async kind => {
    const awkward = ['=Ann', 'Bob, "the" rater', 'Çağ: 2'];
    const own = ratedSearch(30, 2).table.ids;
    const words = ['ring', 'no #1', '-arc', '=x', 'none', 'ä"ö,ü'];
    const judges = awkward.map((name, p) =>
      personWith(
        name,
        Object.fromEntries(
          own.flatMap((id, i) =>
            (i + p) % 4 === 0
              ? []
              : [[id, kind === 'ratings' ? ((i * (p + 2)) % 11) / 2 : words[(i + p) % words.length]]],
          ),
        ),
      ),
    );
    const places = new Map(own.map((id, row) => [id, row]));
    const table = tableOfPeople(kind, judges, id => places.get(id));
    const choices = { method: kind === 'ratings' ? 'mean' : 'majority', fewestPeople: 2 } as const;
    const consensus = consensusOf(table, choices);
    const csv = writePeopleCsv(table, consensus, own, { question: 'rings\n"x"', choices });
    const lines = csv.split('\r\n');
    expect(lines[0]).toBe('# People of Morphospace: read with comment="#"');
    expect(csv).toContain(`consensus,n,agreement`);
    expect(csv).not.toMatch(/(^|[,\n])[=@]/); // a spreadsheet runs nothing of it
    const { people, problems } = await readPeople(file(csv, 'all.csv'), kind, own);
    expect(problems).toEqual([]);
    expect(people.map(({ name, isGuess }) => [name, isGuess])).toEqual(awkward.map(name => [name, false]));
    expect(people.map(each => new Map([...each.verdicts].sort()))).toEqual(
      judges.map(each => new Map([...each.verdicts].sort())),
    );
  });

  it('one’s own column, exported as “you”, is called after the file', async () => {
    const { people } = await readPeople(
      file('id,rating: you,rating: Bob\nJ0003,5,4\n', 'Ann.csv'),
      'ratings',
      ids,
    );
    expect(people.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
  });
});

it('names people after their files, and nobody after another', () => {
  expect(personNameOf('ann.csv')).toBe('ann');
  expect(personNameOf('Ratings - Ann Lee.vot')).toBe('Ann Lee');
  expect(personNameOf('ratings.csv')).toBe('ratings');
  expect(personNameOf('rings (2).csv')).toBe('rings');
  expect(freePersonName('Ann', ['Bob'])).toBe('Ann');
  expect(freePersonName('ann', ['Ann', 'Ann 2'])).toBe('ann 3');
});

describe('a table with a row for each verdict', () => {
  const text = [
    'classification_id,user_name,subject_id,rating,created_at',
    '1,Ann,J0003,5,2026-01-01',
    '2,Bo,J0003,2,2026-01-01',
    '3,Ann,J1000.5+0200,1,2026-01-01',
    '4,Bo,J1000.5+0200,1.5,2026-01-02',
    '5,Ann,J0003,0,2026-01-02',
    '6,,J0004,3,2026-01-02',
    '7,Bo,J0005,4,2026-01-03',
  ].join('\n');

  it('gives each person their verdicts; a second one on a galaxy and rows without a name are told', async () => {
    const { people, problems, column } = await readPeople(file(text, 'export.csv'), 'ratings', ids);
    expect(column).toBe('subject_id');
    expect(people.map(({ name }) => name)).toEqual(['Ann', 'Bo']);
    expect(verdicts(people)).toEqual([
      { J0003: 5, 'J1000.5+0200': 1 },
      { J0003: 2, 'J1000.5+0200': 1.5, J0005: 4 },
    ]);
    const told = problems.join(' ');
    expect(told).toContain('1 of 7 rows of export.csv names nobody in column user_name: left out.');
    expect(told).toContain('second verdict of one person on a galaxy (J0003 by Ann): the first counts.');
  });

  it('reads labels alike, and keeps the 50 people who judged most', async () => {
    const lines = Array.from({ length: 60 }, (_, p) =>
      ids.slice(0, p < 10 ? 1 : 3).map(id => `${id},person ${p},${p % 2 ? 'ring' : 'bar'}`),
    );
    const csv = ['id,user,label', ...lines.flat()].join('\n');
    const { people, problems } = await readPeople(file(csv, 'many.csv'), 'labels', ids);
    expect(people.map(({ name }) => name)).toEqual(lines.slice(10).map((_, p) => `person ${p + 10}`));
    expect(people[0].verdicts).toEqual(new Map(ids.slice(0, 3).map(id => [id, 'bar'])));
    expect(problems.join(' ')).toContain('many.csv names 60 people: the 50 who judged most are taken');
  });

  it('a table of one person’s ratings with their name is theirs', async () => {
    const { people } = await readPeople(file('id,rater,rating\nJ0003,Ann,5\nJ0004,Ann,1\n'), 'ratings', ids);
    expect(people.map(({ name }) => name)).toEqual(['Ann']);
  });
});
