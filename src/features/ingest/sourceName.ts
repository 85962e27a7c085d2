import type { CatalogueSource } from '../../contracts/ingest.ts';

/** What a person calls it. */
export function nameOfSource(source: CatalogueSource): string {
  switch (source.kind) {
    case 'file':
    case 'hdf5':
      return source.file.name;
    case 'url':
    case 'images':
    case 'fits':
    case 'many':
    case 'table':
    case 'kept':
      return source.name;
    case 'baked':
      return 'the embedded sky';
  }
}
