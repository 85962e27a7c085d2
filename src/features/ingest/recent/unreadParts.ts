import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { KeptColumn, KeptContents, KeptManifest } from '../../../data/kept/keptManifest.ts';
import { piecesIn } from '../../../data/kept/keptShelf.ts';

/** What of a kept catalogue is not in the session, because it could not be read: it stays kept until something takes its place. */
export interface UnreadParts extends Pick<KeptManifest, 'representation' | 'positions' | 'map' | 'answers'> {
  columns: readonly KeptColumn[];
  published: readonly KeptColumn[];
  sky?: Pick<KeptContents, 'raDeg' | 'decDeg'>;
}

/** What a manifest names and the catalogue that was opened from it lacks. */
export function unreadParts(
  { contents, published, representation, positions, map, answers }: KeptManifest,
  catalogue: OpenedCatalogue,
): UnreadParts {
  const lacks = (there: readonly { name: string }[]) => (column: KeptColumn) =>
    !there.some(({ name }) => name === column.name);
  const isRepresented = catalogue.components !== undefined;
  return {
    columns: contents.columns.filter(lacks(catalogue.columns)),
    published: published.filter(lacks(catalogue.restored?.published ?? [])),
    sky: catalogue.raDeg ? undefined : { raDeg: contents.raDeg, decDeg: contents.decDeg },
    ...(!isRepresented && { representation, answers }),
    ...(!catalogue.positions && { positions, map }),
  };
}

/** Those of which every piece is there: one that is gone for good is let go of. */
export async function partsThatAreThere(
  parts: UnreadParts,
  isThere: (piece: string) => Promise<boolean>,
): Promise<UnreadParts> {
  async function whole(part: unknown): Promise<boolean> {
    const found = await Promise.all([...piecesIn(part)].map(isThere));
    return !found.includes(false);
  }
  async function those(columns: readonly KeptColumn[]): Promise<KeptColumn[]> {
    const found = await Promise.all(columns.map(whole));
    return columns.filter((_, i) => found[i]);
  }
  const { representation, answers, positions, map, sky } = parts;
  const [columns, published, represented, mapped, placed] = await Promise.all([
    those(parts.columns),
    those(parts.published),
    whole([representation, answers]),
    whole(positions),
    whole(sky),
  ]);
  return {
    columns,
    published,
    ...(represented && { representation, answers }),
    ...(mapped && { positions, map }),
    ...(placed && { sky }),
  };
}
