import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { needsBuild } from '../../scripts/builtApp.mjs';

describe('the built app', () => {
  let root = '';
  /** Writes a file and says when it and its folders changed, in seconds. */
  const write = (path: string, seconds: number) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
    for (let each = path; each !== '.'; each = dirname(each)) utimesSync(join(root, each), seconds, seconds);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'built-'));
    write('src/app/App.tsx', 100);
    write('workers/a.ts', 100);
    write('index.html', 100);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is needed where there is none', () => {
    expect(needsBuild(root)).toBe(true);
  });

  it('is there once built, whatever changes beside the sources', () => {
    write('dist/index.html', 200);
    write('test/a.test.ts', 300);
    write('README.md', 300);
    expect(needsBuild(root)).toBe(false);
  });

  it.each(['src/app/App.tsx', 'workers/a.ts', 'public/models/card.json', 'index.html', 'package-lock.json'])(
    'is built again after %s changed',
    path => {
      write('dist/index.html', 200);
      write(path, 300);
      expect(needsBuild(root)).toBe(true);
    },
  );

  it('is built again after a source was removed', () => {
    write('src/app/former.ts', 100);
    write('dist/index.html', 200);
    rmSync(join(root, 'src/app/former.ts'));
    expect(needsBuild(root)).toBe(true);
  });
});
