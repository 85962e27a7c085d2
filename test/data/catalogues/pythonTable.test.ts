import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesOfUrl } from '../../../src/data/bytes/byteSource.ts';
import { openParquet } from '../../../src/data/catalogues/parquet/parquetCatalogue.ts';

const folder = fileURLToPath(new URL('../../../python', import.meta.url));
const hasPyarrow = spawnSync('python3', ['-c', 'import pyarrow.parquet']).status === 0;

const script = `
import sys, time
import pyarrow
from morphospace import show
table = pyarrow.table({
    "id_str": ["a", "b", "c"],
    "ring": [0.5, None, 1.0],
    "embedding": pyarrow.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.5]], pyarrow.list_(pyarrow.float32())),
})
server = show(table, app=sys.argv[1], name="my galaxies", open_browser=False)
print(server.url, flush=True)
time.sleep(60)
`;

describe.skipIf(!hasPyarrow)('python/morphospace.py', () => {
  let python: ChildProcess | undefined;
  afterAll(() => void python?.kill());

  it('serves the app with a table that opens here, embedding and all', async () => {
    const app = mkdtempSync(join(tmpdir(), 'morphospace-python-'));
    writeFileSync(join(app, 'index.html'), '<title>the app</title>');
    python = spawn('python3', ['-c', script, app], { env: { ...process.env, PYTHONPATH: folder } });
    const url = await new Promise<string>((resolve, reject) => {
      python?.stdout?.once('data', data => resolve(String(data).trim()));
      python?.stderr?.once('data', data => reject(new Error(String(data))));
    });
    const page = await fetch(url);
    expect(await page.text()).toContain('the app');
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const asked = new URL(url).searchParams.get('catalogue');
    expect(asked).toBe('my%20galaxies.parquet');
    const bytes = await bytesOfUrl(new URL(asked!, url).href, 'my galaxies.parquet'); // as the app fetches it
    const { contents } = await openParquet(bytes, {
      report: () => {},
      breathe: async () => {},
    });
    expect([...contents.ids]).toEqual(['a', 'b', 'c']);
    expect(contents.embedding?.columns).toBe(2);
    expect([...contents.embedding!.values]).toEqual([1, 2, 3, 4, 5, 6.5]);
  });
});
