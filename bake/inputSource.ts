import { openAsBlob, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { CatalogueSource } from '../src/contracts/ingest.ts';

/** A path on disk as the ingest wants it: a Parquet file, or a folder (with all below it) of images and maybe a table. */
export async function fileSourceOf(path: string): Promise<CatalogueSource> {
  if (!statSync(path).isDirectory()) return { kind: 'file', file: await fileOf(path) };
  const name = basename(resolve(path));
  const paths = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.startsWith('.'))
    .map(entry => join(entry.parentPath, entry.name));
  const named = paths.filter(file => /\.(csv|tsv|ecsv|vot|votable)$/i.test(file)).sort();
  const xmls = paths.filter(file => /\.xml$/i.test(file)); // one is a VOTable; many are notes on single images
  const tables = named.length === 0 && xmls.length === 1 ? xmls : named;
  if (tables.length > 1) {
    throw new Error(
      `need one table beside the images of ${path}; got ${tables.length} (${tables.join(', ')}): move the others away.`,
    );
  }
  const images = await Promise.all(
    paths
      .filter(file => !tables.includes(file))
      .map(async file => ({
        path: `${name}/${file.slice(join(path, '/').length)}`,
        file: await fileOf(file),
      })),
  );
  return { kind: 'images', name, images, table: (tables[0] && (await fileOf(tables[0]))) || undefined };
}

/** A file whose bytes are read when they are needed. */
async function fileOf(path: string): Promise<File> {
  return new File([await openAsBlob(path)], basename(path));
}
