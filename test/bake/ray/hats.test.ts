import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasModules, runPython } from './python.ts';

const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = `
import sys
import numpy as np, pyarrow as pa
from morphospace_bake.hats.write_hats import write_hats
from morphospace_bake.write.catalogue import Catalogue
from morphospace_bake.write.columns import column_of
random = np.random.default_rng(2)
n = 3000
ra, dec = random.uniform(0, 360, n), np.degrees(np.arcsin(random.uniform(-1, 1, n)))
ra[:3], dec[:3] = [0, 359.9999, 90], [90, -90, 41.810314895778596]  # poles, and where the two formulas meet
ra[3] = np.nan
columns = [column_of("RA", pa.chunked_array([ra])), column_of("dec", pa.chunked_array([dec])), column_of("_healpix_29", pa.chunked_array([np.zeros(n)]))]
ids = pa.array([f"J{i}" for i in range(n)])
catalogue = Catalogue(ids, columns, np.zeros((n, 6), np.uint8), random.normal(size=(n, 2)).astype("f4"), np.zeros(n, int), None)
print(write_hats(sys.argv[1], catalogue, 100))
`;
const modules = ['numpy', 'pyarrow', 'fsspec'];

describe.skipIf(!hasModules(...modules))('the catalogue as HATS (Python with pyarrow)', () => {
  it('has every galaxy with a position once, in files of at most as many rows as wanted', () => {
    const { stdout, stderr } = runPython(['-c', write, join(folder, 'survey')]);
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe('2999');
    const files = readdirSync(join(folder, 'survey/dataset'), { recursive: true }).map(String);
    expect(files.filter(name => /^Norder=[0-3].Dir=0.Npix=\d+\.parquet$/.test(name)).length).toBeGreaterThan(
      30,
    );
    const read = `
import sys, glob, pyarrow.parquet as pq
counts = [pq.read_metadata(path).num_rows for path in glob.glob(sys.argv[1] + "/**/Npix=*", recursive=True)]
print(sum(counts), max(counts) <= 100, pq.read_metadata(sys.argv[1] + "/_metadata").num_rows)
`;
    expect(runPython(['-c', read, join(folder, 'survey/dataset')]).stdout.trim()).toBe('2999 True 2999');
    const pixels = `
import sys, glob, pyarrow.parquet as pq
paths = glob.glob(sys.argv[1] + "/**/Npix=*", recursive=True)
print(len({pixel for path in paths for pixel in pq.ParquetFile(path).read(["_healpix_29"])["_healpix_29"].to_pylist()}))
`;
    expect(Number(runPython(['-c', pixels, join(folder, 'survey/dataset')]).stdout)).toBeGreaterThan(2990); // not the input's zeros
  });

  it.skipIf(!hasModules('lsdb', 'cdshealpix'))(
    'is read and searched by LSDB, with the pixels of cdshealpix',
    () => {
      const read = `
import sys, warnings
warnings.simplefilter("ignore")
import lsdb, numpy as np
from astropy.coordinates import Latitude, Longitude
from cdshealpix.nested import lonlat_to_healpix
from hats.io.validation import is_valid_catalog
catalogue = lsdb.open_catalog(sys.argv[1])
table = catalogue.compute()
theirs = lonlat_to_healpix(Longitude(table["RA"].values, unit="deg"), Latitude(table["dec"].values, unit="deg"), 29)
near = catalogue.cone_search(120, 30, 15 * 3600).compute()
a, d, a0, d0 = *np.radians([table["RA"], table["dec"]]).astype(float), *np.radians([120.0, 30.0])
cosine = np.sin(d) * np.sin(d0) + np.cos(d) * np.cos(d0) * np.cos(a - a0)
wanted = set(table["id"][cosine > np.cos(np.radians(15))])
print(len(table), int((table.index.values != theirs.astype(np.int64)).sum()), set(near["id"]) == wanted, len(wanted) > 20, is_valid_catalog(sys.argv[1]))
`;
      const { stdout, stderr } = runPython(['-c', read, join(folder, 'survey')]);
      expect(stdout.trim(), stderr).toBe('2999 0 True True True');
    },
    120_000,
  );
});
