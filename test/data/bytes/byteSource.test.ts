import { afterEach, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { bytesOfUrl } from '../../../src/data/bytes/byteSource.ts';
import { fixtureBytes } from '../fixtureFiles.ts';
import { type FileServer, serveFiles } from './fileServer.ts';

const whole = fixtureBytes('table-snappy.parquet');
const files = new Map([
  ['table.parquet', whole],
  ['page.parquet', new TextEncoder().encode('<!doctype html><title>not here</title>')],
]);
let server: FileServer;
afterEach(() => server.close());
const ingest = nodeIngest();
const open = (name: string) => ingest.open({ kind: 'url', url: `${server.url}${name}`, name });

describe('a Parquet file behind a URL', () => {
  it('is read by ranges: its images only when asked for', async () => {
    server = await serveFiles(files);
    const catalogue = await open('table.parquet');
    expect(catalogue.rowCount).toBe(6);
    expect(server.requests.every(r => r.startsWith('HEAD') || r.includes('bytes='))).toBe(true);
    const before = server.requests.length;
    expect(await ingest.images(catalogue.handle, Uint32Array.of(0))).toHaveLength(1);
    expect(server.requests.length).toBeGreaterThan(before);
  });

  it('is read whole, once, where the server knows no ranges', async () => {
    server = await serveFiles(files, false);
    const { handle } = await open('table.parquet');
    expect(await ingest.images(handle, Uint32Array.of(0))).toHaveLength(1);
    expect(server.requests.filter(r => r.startsWith('GET'))).toHaveLength(1);
  });

  it('that is missing, is a web page, or whose server is gone, is reported in one sentence', async () => {
    server = await serveFiles(files);
    await expect(open('none.parquet')).rejects.toThrow(
      /^none\.parquet could not be fetched: the server answered 404; check the address http.*\.$/,
    );
    await expect(open('page.parquet')).rejects.toThrow('a web page (is the address right?)');
    const url = `${server.url}table.parquet`;
    await server.close();
    await expect(ingest.open({ kind: 'url', url, name: 'gone' })).rejects.toThrow(
      /^gone could not be fetched \(.+\)/,
    );
    server = await serveFiles(files);
  });

  it('gives any range, counted from the end too', async () => {
    server = await serveFiles(files);
    const source = await bytesOfUrl(`${server.url}table.parquet`, 'table');
    expect(source.byteLength).toBe(whole.length);
    expect(new Uint8Array(await source.slice(5, 9))).toEqual(whole.slice(5, 9));
    expect(new Uint8Array(await source.slice(-4))).toEqual(whole.slice(-4));
    expect(new Uint8Array(await source.slice(whole.length - 3))).toEqual(whole.slice(-3));
  });
});
