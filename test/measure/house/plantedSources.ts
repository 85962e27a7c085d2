import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSources, type Source } from '../../../measure/house/sources.ts';

/**
 * Writes the files, each path with its text, into an empty folder, hands the folder to `look`, and removes it.
 *
 * @returns what `look` returns
 */
export async function withPlantedFiles<T>(
  files: Readonly<Record<string, string>>,
  look: (root: string) => T | Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'planted-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await look(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The files as the figure reads them, in the folders src and test. */
export function plantedSources(files: Readonly<Record<string, string>>): Promise<Source[]> {
  return withPlantedFiles(files, root => readSources(root, ['src', 'test']));
}
