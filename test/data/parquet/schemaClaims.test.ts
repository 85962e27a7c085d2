import type { FileMetaData, SchemaElement } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { checkSchema, plainBytes } from '../../../src/data/parquet/schemaClaims.ts';

const root: SchemaElement = { name: 'schema', num_children: 2 };
const image: SchemaElement = { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' };
const bytes: SchemaElement = { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' };
const path: SchemaElement = { name: 'path', type: 'BYTE_ARRAY', repetition_type: 'REQUIRED' };
const list: SchemaElement = { name: 'z', type: 'DOUBLE', repetition_type: 'REPEATED' };
const schema = [root, image, bytes, path, list];
const paths = [['image', 'bytes'], ['image', 'path'], ['z']];

function footer(elements: unknown[], listed: string[][] = paths): FileMetaData {
  const columns = listed.map(path_in_schema => ({
    meta_data: { path_in_schema, type: path_in_schema[0] === 'z' ? 'DOUBLE' : 'BYTE_ARRAY' },
  }));
  return { schema: elements, row_groups: [{ columns }] } as unknown as FileMetaData;
}

describe('the columns a Parquet footer lists', () => {
  it('are found with what lies around their values', () => {
    const leaves = checkSchema('t.parquet', footer(schema));
    expect(leaves.map(leaf => [leaf.path, leaf.maxRepetition, leaf.maxDefinition])).toEqual([
      [['image', 'bytes'], 0, 2],
      [['image', 'path'], 0, 1],
      [['z'], 1, 1],
    ]);
    expect(leaves.map(plainBytes)).toEqual([4, 4, 8]);
  });

  it.each([
    [
      'a member without a name',
      footer([root, image, bytes, { ...path, name: undefined }, list]),
      'without a name',
    ],
    [
      'more members than there are',
      footer([root, { ...image, num_children: 9 }, bytes, path, list]),
      'without a name',
    ],
    [
      'fewer members than there are',
      footer([{ ...root, num_children: 1 }, ...schema.slice(1)]),
      '1 columns that belong to nothing',
    ],
    [
      'a member of no type',
      footer([root, image, bytes, path, { name: 'z' }]),
      'z neither values nor members',
    ],
    [
      'members below zero',
      footer([{ ...root, num_children: -3 }, ...schema.slice(1)]),
      'neither values nor members',
    ],
    ['a group short of a column', footer(schema, paths.slice(1)), 'has 2 columns where its footer lists 3'],
    ['a group with another column', footer(schema, [...paths.slice(0, 2), ['y']]), 'has y in place of z'],
    [
      'two columns of one name',
      footer([root, list, list], [['z'], ['z']]),
      'two columns called z: rename one',
    ],
    [
      'columns within each other without an end',
      footer(new Array(500).fill({ name: 'a', num_children: 1 })),
      'do not end',
    ],
  ])('are refused with a sentence for %s', (_, metadata, sentence) => {
    expect(() => checkSchema('t.parquet', metadata)).toThrow(sentence);
  });
});
