import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withFigure } from '../../../measure/record/figuresPage.ts';
import { thisMachine } from '../../../measure/record/machine.ts';
import { withQuotedFigure } from '../../../measure/record/quotedFigures.ts';
import { runFigure } from '../../../measure/record/runFigure.ts';

const machine = { cpu: 'A quick one', cores: 2, gpu: 'none', node: '20.19.0' };
const about = { machine, date: new Date('2026-11-29T12:00:00Z') };

describe('the page of figures', () => {
  const map = { ...about, name: 'map', tells: 'how true the map is', value: { trust: 0.9 } };

  it('says command, date and machine, and holds the figure itself', () => {
    const page = withFigure('', map);
    for (const part of [
      'npm run measure map',
      '2026-11-29',
      'A quick one, 2 cores',
      'GPU: none',
      'Node 20.19.0',
    ]) {
      expect(page).toContain(part);
    }
    expect(JSON.parse(/```json\n([^`]*)```/.exec(page)![1])).toEqual({ trust: 0.9 });
  });

  it('says which weights a figure rests on, where it rests on any', () => {
    expect(withFigure('', map)).not.toContain('Weights');
    const weights = { galaxy: 'c9c282ae748e37a7', small: '08c488fa569f918b' };
    expect(withFigure('', { ...map, weights })).toContain(
      '; Node 20.19.0\n- Weights: galaxy c9c282ae748e, small 08c488fa569f\n\n```json',
    );
  });

  it('replaces a figure in place and keeps the others, by name', () => {
    const others = ['start', 'gp'].reduce(
      (page, name) => withFigure(page, { ...map, name, value: { [name]: 1 } }),
      withFigure('', map),
    );
    const page = withFigure(others, { ...map, value: { trust: 0.95 } });
    expect(page.match(/^## .*/gm)).toEqual(['## gp', '## map', '## start']);
    expect(page.match(/^# .*/gm)).toEqual(['# Figures']);
    expect(page).toContain('"trust": 0.95');
    expect(page).not.toContain('"trust": 0.9\n');
    expect(withFigure(page, { ...map, value: { trust: 0.95 } })).toBe(page);
  });
});

describe('quoted figures', () => {
  it('are filled in with three digits, those of other figures left alone', () => {
    const text = '| <!-- start.load.kb -->421<!-- end --> kB | <!-- map.trust -->0.5<!-- end --> |';
    expect(withQuotedFigure(text, 'start', { load: { kb: 404.56 } })).toBe(
      '| <!-- start.load.kb -->405<!-- end --> kB | <!-- map.trust -->0.5<!-- end --> |',
    );
    expect(withQuotedFigure('<!-- a-b.c -->?<!-- end -->', 'a-b', { c: 0.46666 })).toContain('>0.467<');
  });

  it('must be there', () => {
    expect(() => withQuotedFigure('<!-- map.none.x -->1<!-- end -->', 'map', { trust: 1 })).toThrow(
      'need a number at none.x of the figure map; got undefined',
    );
  });
});

describe('a run', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'figures-'));
    writeFileSync(join(folder, 'README.md'), 'found <!-- gp.ratio -->1<!-- end -->');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (compute: () => Promise<object>, record = true) => {
    const printed: string[] = [];
    const places = { page: join(folder, 'figures.md'), quoting: join(folder, 'README.md') };
    const done = runFigure(
      { name: 'gp', tells: 'seconds', compute },
      { places: record ? places : null, machine, now: () => about.date, print: line => printed.push(line) },
    );
    return { done, printed };
  };

  it('prints one line and writes page and quotation', async () => {
    const { done, printed } = run(async () => ({ ratio: 1.25 }));
    await done;
    expect(printed).toEqual(['{"ratio":1.25}']);
    expect(readFileSync(join(folder, 'figures.md'), 'utf8')).toContain('## gp');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('-->1.25<!--');
  });

  it('that fails writes nothing', async () => {
    const { done, printed } = run(async () => {
      throw new Error('no galaxies');
    });
    await expect(done).rejects.toThrow('no galaxies');
    expect(printed).toEqual([]);
    expect(readdirSync(folder)).toEqual(['README.md']);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('-->1<!--');
  });

  it('that quotes what is not there writes nothing, having printed', async () => {
    const { done, printed } = run(async () => ({ other: 1 }));
    await expect(done).rejects.toThrow('mend the quotation');
    expect(printed).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['README.md']);
  });

  it('writes nothing where that is asked', async () => {
    const { done, printed } = run(async () => ({ ratio: 2 }), false);
    await done;
    expect(printed).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['README.md']);
  });
});

describe('this machine', () => {
  it('has cores and a version of Node', () => {
    expect(thisMachine()).toMatchObject({ node: process.versions.node, cores: expect.any(Number) });
    expect(thisMachine().cpu).not.toBe('');
    expect(thisMachine().gpu).not.toBe('');
  });
});
