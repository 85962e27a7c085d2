import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNpy } from '../../../src/data/bytes/npyFile.ts';

const numpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
const values = Float32Array.from({ length: 24 }, (_, i) => Math.fround(Math.sin(i)));

describe('an .npy file', () => {
  it('has its magic, a header that ends a multiple of 64 bytes in, and its values', () => {
    const bytes = writeNpy(values, [2, 3, 4]);
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    const header = new DataView(bytes.buffer).getUint16(8, true);
    expect((10 + header) % 64).toBe(0);
    expect(new TextDecoder().decode(bytes.subarray(10, 10 + header))).toMatch(
      /'shape': \(2, 3, 4\), \} *\n$/,
    );
    expect(new Float32Array(bytes.slice(10 + header).buffer)).toEqual(values);
  });

  it('is refused where the shape does not fit', () => {
    expect(() => writeNpy(values, [5, 5])).toThrow('need 25 values for the shape (5, 5); got 24');
  });

  it.skipIf(!numpy)('is what numpy.load reads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'npy-'));
    try {
      for (const shape of [[24], [2, 3, 4]]) {
        const path = join(folder, 'a.npy');
        writeFileSync(path, writeNpy(values, shape));
        const script =
          'import sys, json, numpy; a = numpy.load(sys.argv[1]); print(json.dumps([list(a.shape), str(a.dtype), a.ravel().tolist()]))';
        const told = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
        expect(JSON.parse(told.stdout)).toEqual([shape, 'float32', [...values]]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
