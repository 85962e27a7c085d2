import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appFiles } from '../../scripts/offlineApp.mjs';
import { revisionedUrl } from '../../workers/offline/appFiles.ts';
import { withHeaders } from '../../workers/offline/withHeaders.ts';

describe('the files that the app keeps to open without a network', () => {
  let folder: string;
  const write = (path: string, contents: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), contents);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'offline-'));
    for (const path of [
      'index.html',
      'assets/a-1f.js',
      'models/galaxy.bin',
      'models/imagenet.bin',
      'offline.js',
    ])
      write(path, path);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are all but the service worker; other weights wait until they are used', () => {
    const { kept, used } = appFiles(folder);
    expect(kept.map(({ url }) => url)).toEqual(['assets/a-1f.js', 'index.html', 'models/galaxy.bin']);
    expect(used.map(({ url }) => url)).toEqual(['models/imagenet.bin']);
  });

  it('have other revisions with other contents, unless their names say so', () => {
    const before = appFiles(folder);
    write('models/galaxy.bin', 'retrained');
    const after = appFiles(folder);
    const changed = after.kept.filter(({ revision }, i) => revision !== before.kept[i].revision);
    expect(changed.map(({ url }) => url)).toEqual(['models/galaxy.bin']);
    expect(after.kept[0].revision).toBeNull();
    expect(revisionedUrl('a', { url: 'a', revision: null })).toBe('a');
    expect(revisionedUrl('a', { url: 'a', revision: '7' })).not.toBe(
      revisionedUrl('a', { url: 'a', revision: '8' }),
    );
  });
});

describe('answers from this machine', () => {
  it('carry the headers of the app, in place of their own, and keep status and contents', async () => {
    const own = new Response('ring', { status: 206, headers: { 'X-Own': '1', 'Referrer-Policy': 'origin' } });
    const answer = withHeaders(own, { 'Referrer-Policy': 'no-referrer' });
    expect(answer.status).toBe(206);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-own': '1',
      'referrer-policy': 'no-referrer',
    });
    expect(await answer.text()).toBe('ring');
  });
});
