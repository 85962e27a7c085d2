import { describe, expect, it } from 'vitest';
import { packTexts } from '../../../src/data/bytes/packedTexts.ts';
import { tableColumns, typedTable } from '../../../src/data/tables/tableColumns.ts';
import { parseTextTable, readTextTable, type TextTable } from '../../../src/data/tables/textTable.ts';

const file = (...parts: BlobPart[]) => new File(parts, 't.csv');
const parse = (text: string) => parseTextTable(text, 't.csv');
const cellsOf = (table: TextTable) =>
  Object.fromEntries([...table.cells].map(([name, cells]) => [name, [...cells]]));
const plain = { file: ['g1.jpg', 'g2.jpg'], ra: ['150.1', '150.2'], z: ['0.05', '0.1'] };
const rows = 'g1.jpg,150.1,0.05\ng2.jpg,150.2,0.1\n';

describe('the head of a table', () => {
  const heads: Record<string, string> = {
    'its names': `file,ra,z\n${rows}`,
    'SkyServer’s line': `#Table1\nfile,ra,z\n${rows}`,
    'comments above its names': `# written by astropy\n# z: spectroscopic, of lines\n\nfile,ra,z\n${rows}`,
    'its names as a comment': `# of a survey\n# file,ra,z\n${rows}`,
    'its names right behind the sign': `#file,ra,z\n${rows}`,
    'Mac line ends': `# one\rfile,ra,z\r${rows.replaceAll('\n', '\r')}`,
    'Windows line ends': `# one\r\nfile,ra,z\r\n${rows.replaceAll('\n', '\r\n')}`,
    'blanks for separators': `file ra z\n${rows.replaceAll(',', '  ')}`,
    'a commented head and blanks': `# file ra z\n${rows.replaceAll(',', ' ')}`,
    'bars on both sides': `|file | ra | z|\n${rows
      .replaceAll(',', ' | ')
      .replace(/^(.*)$/gm, '| $1 |')
      .replace('|  |', '')}`,
  };
  for (const [what, text] of Object.entries(heads)) {
    it(`is read with ${what}`, () => {
      const table = parse(text);
      const trimmed = [...table.cells].map(([name, cells]) => [name, Array.from(cells, cell => cell.trim())]);
      expect(Object.fromEntries(trimmed)).toEqual(plain);
      expect(table.problems).toEqual([]);
    });
  }

  it('takes words below a commented head for the first galaxy', () => {
    expect(cellsOf(parse('# id,class\nJ1,ring\nJ2,spiral\n'))).toEqual({
      id: ['J1', 'J2'],
      class: ['ring', 'spiral'],
    });
  });

  it('loses no galaxy where there are no names', () => {
    const table = parse('g1.jpg,150.1\ng2.jpg,150.2\n');
    expect(cellsOf(table)).toEqual({ 'column 1': ['g1.jpg', 'g2.jpg'], 'column 2': ['150.1', '150.2'] });
    expect(table.problems[0].sentence).toContain('has no line of column names');
  });

  it('ends a table where SkyServer begins a second', () => {
    const table = parse(`#Table1\nfile,ra,z\n${rows}#Table2\nplate,mjd\n266,51602\n`);
    expect(cellsOf(table)).toEqual(plain);
    expect(table.problems[0].sentence).toContain('holds a second table');
  });

  it('keeps an id that begins with #', () => {
    expect(cellsOf(parse('id,z\n#7,1\n#8,2\n'))).toEqual({ id: ['#7', '#8'], z: ['1', '2'] });
  });

  it('keeps quoted and repeated names, and line breaks in cells', () => {
    const table = parse('"file","Bar, Baz",z,z\ng1,"one\ntwo ""x""",3,4\n');
    expect(cellsOf(table)).toEqual({ file: ['g1'], 'Bar, Baz': ['one\ntwo "x"'], z: ['3'], 'z (2)': ['4'] });
  });
});

describe('units and descriptions', () => {
  it('are those of ECSV, blank and comma separated, with its types', () => {
    const head = [
      '# %ECSV 1.0',
      '# ---',
      '# datatype:',
      '# - {name: id, datatype: string}',
      "# - {name: ra, unit: deg, datatype: float64, description: 'Right ascension, J2000'}",
      '# - name: flux',
      '#   unit: !astropy.units.Unit {unit: mJy}',
      '#   datatype: float32',
    ];
    for (const separator of [' ', ',']) {
      const own = separator === ',' ? [...head, "# delimiter: ','"] : head;
      const lines = ['id ra flux', '007 150.1 ""', '12 150.2 3.5'].map(line =>
        line.replaceAll(' ', separator),
      );
      const table = parse(`${[...own, '# schema: astropy-2.0', ...lines].join('\n')}\n`);
      const columns = tableColumns(table, typedTable(table), Int32Array.of(0, 1));
      expect(columns).toEqual([
        { kind: 'text', name: 'id', source: 't.csv', values: packTexts(['007', '12']) },
        {
          kind: 'number',
          name: 'ra',
          source: 't.csv',
          unit: 'deg',
          description: 'Right ascension, J2000',
          values: Float64Array.of(150.1, 150.2),
        },
        {
          kind: 'number',
          name: 'flux',
          source: 't.csv',
          unit: 'mJy',
          values: Float64Array.of(Number.NaN, 3.5),
        },
      ]);
    }
  });

  it('are those of VizieR, whose rows of units and dashes are no galaxies', () => {
    const table = parse(
      '#\n#   VizieR\n#Column\t_RAJ2000\t(F10.5)\tRight ascension\t[ucd=pos]\nfile\t_RAJ2000\tz\n \tdeg\t \n------\t--------\t-----\ng1.jpg\t150.1\t0.05\n#END#\n',
    );
    expect(cellsOf(table)).toEqual({ file: ['g1.jpg'], _RAJ2000: ['150.1'], z: ['0.05'] });
    expect(table.notes.get('_RAJ2000')).toEqual({ description: 'Right ascension', unit: 'deg' });
    expect(table.problems).toEqual([]);
  });

  it('are a row of units below the names', () => {
    const table = parse('id,ra,mag\n,deg,mag\n1,150.1,17\n');
    expect(table.rowCount).toBe(1);
    expect(table.notes.get('mag')).toEqual({ unit: 'mag' });
  });

  it('are those of a VOTable, whose null values are empty as numbers', async () => {
    const vot =
      '<?xml version="1.0"?><VOTABLE version="1.4"><RESOURCE><TABLE><FIELD name="objid" datatype="long"/><FIELD name="size" datatype="double" unit="arcsec"><DESCRIPTION>Half-light\n radius</DESCRIPTION><VALUES null="-99.0"/></FIELD><DATA><TABLEDATA><TR><TD>1237648673971437623</TD><TD>-99.000</TD></TR><TR><TD>2</TD><TD>4.5</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>';
    const table = await readTextTable(new File([vot], 't.vot'), 't.vot');
    expect(cellsOf(table)).toEqual({ objid: ['1237648673971437623', '2'], size: ['', '4.5'] });
    expect(table.notes.get('size')).toMatchObject({ unit: 'arcsec', description: 'Half-light radius' });
  });
});

describe('the characters of a table', () => {
  it('are UTF-8 or UTF-16, with a byte order mark or without', async () => {
    const text = 'id,observer\n1,Méchain\n';
    const utf16 = new Uint8Array(Uint16Array.from(text, letter => letter.charCodeAt(0)).buffer);
    for (const table of [
      await readTextTable(file(text), 't.csv'),
      await readTextTable(file('\ufeff', text), 't.csv'),
      await readTextTable(file(utf16), 't.csv'),
      await readTextTable(file(Uint8Array.of(0xff, 0xfe), utf16), 't.csv'),
    ]) {
      expect(cellsOf(table)).toEqual({ id: ['1'], observer: ['Méchain'] });
      expect(table.problems).toEqual([]);
    }
  });

  it('are Windows-1252 where they are not UTF-8, which is reported with an example', async () => {
    const latin = Uint8Array.from('id,observer\n1,M\xe9chain\n2,\x93x\x94\n', c => c.charCodeAt(0));
    const table = await readTextTable(file(latin), 't.csv');
    expect(cellsOf(table).observer).toEqual(['Méchain', '“x”']);
    expect(table.problems[0].sentence).toMatch(/^t\.csv is not in UTF-8: .*“Méchain”/);
  });
});

describe('what is reported about the columns', () => {
  const told = (text: string) => typedTable(parse(text)).problems.map(problem => problem.sentence);

  it('is why a column of numbers is text', () => {
    expect(told('id,mag\na,17.1\nb,17.2\nc,faint\n')).toEqual([
      'Column mag of t.csv is text, because “faint” in row 3 is not a number: correct or empty it to have numbers.',
    ]);
  });

  it('is how commas were read where only the separator tells', () => {
    expect(told('id;ra\na;150,110\nb;150,120\n')).toEqual([
      'Commas in column ra of t.csv are read as decimal commas: 150,110 is 150.11.',
    ]);
    expect(told('id;ra;z\na;150,110;0,05\n')).toEqual([]);
  });

  it('is that ids have lost digits', () => {
    expect(told('objid,lum\n1.2376486739714376e+18,1.5e+43\n')).toHaveLength(1);
  });
});
