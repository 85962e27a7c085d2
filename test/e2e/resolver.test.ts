import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileWriter } from 'hyparquet-writer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCatalogue } from '../../src/data/catalogues/catalogueWriter.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { selfSigned } from './selfSigned.ts';
import { startVisit, type Visit } from './visit.ts';

const host = 'cds.unistra.fr';
const recorded = `<?xml version="1.0" encoding="UTF-8" ?>
<Sesame><Target option="SNVI"><name>M51</name><Resolver name="S=Simbad (CDS, via client/server)">
<jradeg>202.469575</jradeg><jdedeg>+47.1952583</jdedeg><oname>M  51</oname></Resolver></Target></Sesame>`;

/** A catalogue of 2,000 galaxies anywhere on the sky, with a map and without images. */
async function writeSky(path: string): Promise<void> {
  const n = 2000;
  const random = createRandom(1);
  const column = (name: string, value: () => number) =>
    ({
      kind: 'number',
      name,
      source: '',
      unit: 'deg',
      values: Float64Array.from({ length: n }, value),
    }) as const;
  await writeCatalogue(fileWriter(path), {
    ids: Array.from({ length: n }, (_, row) => `galaxy-${row}`),
    columns: [
      column('ra', () => 360 * random.uniform()),
      column('dec', () => 90 * (2 * random.uniform() - 1)),
    ],
    pca: { rows: n, columns: 4, values: Float32Array.from({ length: 4 * n }, () => random.normal()) },
    positions: Float32Array.from({ length: 2 * n }, () => random.normal()),
    notes: { name: 'somewhere', simulated: false },
  });
}

describe('a name that no galaxy here bears', () => {
  let visit: Visit;
  let page: Page;
  let server: Server;
  const asked: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-resolver-'));

  beforeAll(async () => {
    server = createServer(selfSigned(host), (request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, { 'Content-Type': 'text/xml', 'Access-Control-Allow-Origin': '*' });
      response.end(recorded);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // The browser asks the service's true address under the app's true policy, and this answers.
    visit = await startVisit({
      flags: [`--host-resolver-rules=MAP ${host}:443 127.0.0.1:${port}`, '--ignore-certificate-errors'],
    });
    await writeSky(join(folder, 'sky.parquet'));
    page = await visit.page();
    page.setDefaultTimeout(60_000);
    await page.goto(`${visit.address}#room=data`);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
    await page.getByLabel('Parquet files', { exact: true }).setInputFiles(join(folder, 'sky.parquet'));
    await page.getByRole('application', { name: /^Map of 2,000 galaxies/ }).waitFor();
  });
  afterAll(async () => {
    await visit?.end();
    await new Promise(resolve => server?.close(resolve));
    rmSync(folder, { recursive: true });
  });

  it('is asked of CDS when the person chooses so, and not before', async () => {
    await page.getByRole('textbox', { name: /^Search an id/ }).fill('M51');
    const ask = page.getByRole('option', { name: 'Ask CDS where “M51” is' });
    await ask.waitFor();
    await page.waitForTimeout(500);
    expect(asked).toEqual([]);
    await ask.click();
    await page.getByText(/M 51 is at 202\.469\d+° .*The nearest galaxy is/).waitFor();
    expect(asked).toEqual(['/cgi-bin/nph-sesame/-oxp/SNVI?M51']);
    await page.getByRole('listbox', { name: 'Galaxies found' }).getByRole('option').first().click();
    const link = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('galaxy'));
    expect(link).toMatch(/^galaxy-/);
  });
});
