import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSources } from '../../measure/house/sources.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');
const decisions = readdirSync(join(root, 'docs/decisions')).map(name => `docs/decisions/${name}`);
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/journeys.md',
  'docs/packages.md',
  'docs/notes/distillation.md',
  ...decisions,
];

/** What a page names in code type: paths that begin at the root, and files by their folder or their own name. */
function namedIn(page: string): string[] {
  return [...textOf(page).matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)].map(([, path]) => path);
}

describe('pages', () => {
  const files = readSources(root).map(file => file.path.replace(/\.(test\.)?tsx?$/, ''));

  it.each(['CONTRIBUTING.md', 'docs/journeys.md', ...decisions])('%s names files that exist', page => {
    const missing = namedIn(page).filter(
      path =>
        !path.includes('NAME') &&
        !/^\.\.|^dist\//.test(path) &&
        !existsSync(join(root, path)) &&
        !existsSync(join(root, 'src', path)) &&
        !files.some(file => `/${file}`.endsWith(`/${path.replace(/\.tsx?$/, '')}`)),
    );
    expect(missing).toEqual([]);
  });

  it.each(pages)('%s links to what exists', page => {
    const links = [...textOf(page).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link);
    expect(links.filter(link => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it('list every decision', () => {
    const index = textOf('docs/decisions/README.md');
    const own = decisions.map(path => basename(path)).filter(name => name !== 'README.md');
    expect(own.filter(name => !index.includes(`(${name})`))).toEqual([]);
  });

  it('that a newcomer reads first stay short, and name every room', () => {
    expect(statSync(join(root, 'CONTRIBUTING.md')).size).toBeLessThanOrEqual(5 * 1024);
    const map = textOf('CONTRIBUTING.md').split('## The map')[1];
    const absent = readdirSync(join(root, 'src/features')).filter(room => !map.includes(room));
    expect(absent).toEqual([]);
  });

  it('name every package, with its version', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json'));
    const page = textOf('docs/packages.md');
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      const row = page.split('\n').find(line => line.split('|')[1]?.trim().split(', ').includes(name));
      expect(row, name).toBeDefined();
      if (!/^@types|^@webgpu/.test(name)) expect(row, name).toContain(version as string);
    }
  });
});
