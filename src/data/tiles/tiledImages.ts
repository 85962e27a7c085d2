import type { SurveyNeighbour } from '../../contracts/survey.ts';
import { request } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { imageKind } from '../images/imageKind.ts';
import { beside, type TiledImages, type TiledManifest } from './tiledManifest.ts';

/** A picture as its file holds it. */
export interface TiledImage {
  row: number;
  type: string;
  bytes: Uint8Array;
}

/** Its values are in the order of the columns. */
type PicturedGalaxy = Pick<SurveyNeighbour, 'row' | 'id' | 'values'>;

type Shard = Extract<TiledImages, { shards: unknown }>['shards'][number];

/**
 * Pictures of any galaxies of a tiled catalogue; those that have none, or none that can be read, are left out.
 *
 * @param galaxies their rows are in the order of the vectors
 */
export async function readTiledImages(
  manifestUrl: string,
  { images, columns }: Pick<TiledManifest, 'images' | 'columns'>,
  galaxies: readonly PicturedGalaxy[],
): Promise<TiledImage[]> {
  const found: TiledImage[] = [];
  if (!images) return found;
  const keep = (row: number, buffer: ArrayBuffer) => {
    const bytes = new Uint8Array(buffer);
    const type = imageKind(bytes);
    if (type) found.push({ row, type, bytes });
  };
  if ('url' in images) {
    await Promise.allSettled(
      galaxies.map(async galaxy => {
        const url = new URL(addressOf(images.url, galaxy, columns), manifestUrl).href;
        keep(galaxy.row, await (await request(url, `The picture of ${galaxy.id}`)).arrayBuffer());
      }),
    );
    return found;
  }
  await Promise.allSettled(
    images.shards.map(async shard => {
      const rows = galaxies
        .map(({ row }) => row)
        .filter(row => row >= shard.firstRow && row < shard.firstRow + shard.rows);
      if (rows.length === 0) return;
      const offsetOf = await offsetsOf(manifestUrl, shard, rows);
      const url = beside(manifestUrl, shard.file);
      await Promise.allSettled(
        rows.map(async row => {
          const [start, end] = [offsetOf(row), offsetOf(row + 1)];
          if (end > start) keep(row, await readRange(url, shard.file, start, end));
        }),
      );
    }),
  );
  return found;
}

/** A template with the galaxy's id and values in the place of their names in braces. */
function addressOf(
  template: string,
  { id, values }: PicturedGalaxy,
  columns: readonly { name: string }[],
): string {
  return template.replace(/\{([^}]*)\}/g, (braces, name) => {
    const value = name === 'id' ? id : values[columns.findIndex(column => column.name === name)];
    return value === undefined || value === null ? braces : encodeURIComponent(String(value));
  });
}

/** Where pictures begin, for rows between the first and the last of some and the one after. */
async function offsetsOf(
  manifestUrl: string,
  shard: Shard,
  rows: readonly number[],
): Promise<(row: number) => number> {
  const bytesEach = shard.bits / 8;
  const first = Math.min(...rows) - shard.firstRow;
  const end = Math.max(...rows) - shard.firstRow + 2;
  const part = await readRange(
    beside(manifestUrl, shard.offsets),
    shard.offsets,
    first * bytesEach,
    end * bytesEach,
  );
  const view = new DataView(part);
  return row => {
    const at = (row - shard.firstRow - first) * bytesEach;
    return shard.bits === 64 ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true);
  };
}

/** Bytes [start, end) of a file, in one request. @throws UnreadableError */
async function readRange(url: string, name: string, start: number, end: number): Promise<ArrayBuffer> {
  const headers = { Range: `bytes=${start}-${end - 1}` };
  const answer = await request(url, name, { headers, cache: 'no-store' }); // as byteSource does
  const bytes = await answer.arrayBuffer();
  const part = answer.status === 206 ? bytes : bytes.slice(start, end);
  if (part.byteLength === end - start) return part;
  throw new UnreadableError(
    `${name} ended early: asked for ${end - start} bytes, got ${part.byteLength}; try again.`,
  );
}
