import { expect, it } from 'vitest';
import { readNotes, writeNotes } from '../../../src/data/catalogues/bakedNotes.ts';

const basis = { mean: Float32Array.of(1, 2), axes: { rows: 1, columns: 2, values: Float32Array.of(3, 4) } };
const columns = { r: { unit: 'mag' } };

function notesWith(changes: Record<string, string>): Map<string, string> {
  const written = writeNotes({ name: 'a', simulated: false, basis, columns });
  return new Map([
    ...written.map(({ key, value }): [string, string] => [key, value]),
    ...Object.entries(changes),
  ]);
}

it('reads whole notes and names none', () => {
  expect(readNotes(notesWith({}))).toMatchObject({ name: 'a', basis, columns, damaged: [] });
});

it.each([
  ['morphospace.basis', '1×2:%%%', 'the basis of its components'],
  ['morphospace.basis', `1×2:${btoa('abc')}`, 'the basis of its components'], // an odd number of bytes
  ['morphospace.basis', `1×2:${btoa('abcdef')}`, 'the basis of its components'], // three numbers where four are needed
  ['morphospace.basis', 'lost', 'the basis of its components'],
  ['morphospace.columns', '{"r":', 'what its columns mean'],
  ['morphospace.head', '{', 'the questions its predictions answer'],
  ['morphospace.head', '{"kind":"classes","clases":["a"]}', 'the questions its predictions answer'],
])('opens without a damaged %s (%s) and names what it held', (key, value, what) => {
  const notes = readNotes(notesWith({ [key]: value }));
  expect([notes.name, notes.damaged]).toEqual(['a', [what]]);
  expect(key === 'morphospace.basis' ? notes.columns : notes.basis).toBeDefined();
});
