import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { columnWords, withColumnWords } from '../../../src/data/galaxyZoo/columnWords.ts';
import { galaxyZooSchemas } from '../../../src/data/galaxyZoo/galaxyZooSchemas.ts';

const named = (name: string): Column => ({
  kind: 'number',
  name,
  source: 'file',
  values: new Float32Array(1),
});

describe('columnWords', () => {
  it('reads the Kaggle challenge’s codes by its own tree', () => {
    const read = (name: string) => columnWords(name)?.label;
    expect(read('Class1.1')).toBe('Smooth');
    expect(read('Class4.1')).toBe('Spiral arms');
    expect(read('Class7.3')).toBe('Cigar-shaped');
    expect(read('Class8.6')).toBe('Merger');
    expect(read('Class11.5')).toBe('More than 4 arms');
    expect(columnWords('Class8.1')?.question).toBe('What is odd about it?');
    for (const name of ['Class12.1', 'Class1.4', 'Class1', 'class']) expect(columnWords(name)).toBeNull();
  });

  it('has words for every answer of every campaign, each with its question', () => {
    for (const [schema, questions] of galaxyZooSchemas) {
      for (const { answers, text } of questions) {
        for (const { column } of answers) {
          const words = columnWords(`${column}_fraction`);
          expect(words?.label, `${schema}: ${column}`).toMatch(/^[A-Z0-9]/);
          if (!column.startsWith('edge-on-bulge')) expect(words?.question).toBe(text);
        }
      }
    }
  });

  it('says what is measured, and leaves other names alone', () => {
    expect(columnWords('bar-dr5_strong_debiased')?.label).toBe('Strong bar (debiased)');
    expect(columnWords('smooth-or-featured-gz2_total-votes')?.label).toBe('Votes on shape');
    for (const name of ['bar', 'redshift', 'bar_length_px', 'r_mag', 'ring'])
      expect(columnWords(name)).toBeNull();
  });

  it('never labels two columns alike', () => {
    const labels = withColumnWords([
      named('bar-gz2_yes_fraction'),
      named('bar-dr5_yes_fraction'),
      named('Class3.1'),
      named('redshift'),
    ]).map(column => column.label);
    expect(labels).toEqual(['Bar, gz2', 'Bar, dr5', 'Bar', undefined]);
    const same = withColumnWords([named('bar_yes'), named('bar_yes_fraction')]);
    expect(same.map(column => column.label)).toEqual([undefined, undefined]);
  });
});
