import { RecentBytes } from '../../bytes/recentBytes.ts';
import { reasonOf } from '../../bytes/unreadable.ts';
import type { StoredImage } from '../../images/storedImage.ts';
import { type ParquetFile, readChunks } from './parquetFile.ts';

/** Image bytes of consecutive rows; undefined where the row has none. */
type Block = (Uint8Array | undefined)[];

const cacheBytes = 128 * 2 ** 20; // holds the three Galaxy Zoo trial files (79 MB) while a random sample goes through them
const largestChunkBytes = 1.5 * 2 ** 30; // a row group is read in one piece; beyond 2 GiB an ArrayBuffer cannot hold it
const blockRows = 512; // rows read at once where pages can be addressed one by one

/** The images of a Parquet file, read by row group (or by pages, where the file indexes them) when they are needed. */
export class ParquetImages {
  private readonly recent = new RecentBytes<Block>(cacheBytes, block =>
    block.reduce((sum, bytes) => sum + (bytes?.byteLength ?? 0), 0),
  );

  constructor(
    private readonly file: ParquetFile,
    private readonly column: string,
  ) {}

  /** Images of rows in any order; failures are reported row by row, the other images are returned. */
  async read(rows: Uint32Array): Promise<StoredImage[]> {
    const images: StoredImage[] = [];
    const blocks = new Map<number, Promise<Block>>(); // within one call a block is read once, even one that fails
    for (const row of rows) {
      const { start, end } = this.blockOf(row);
      if (!blocks.has(start)) {
        blocks.set(
          start,
          this.recent.get(String(start), () => this.readBlock(start, end)),
        );
      }
      try {
        const bytes = (await blocks.get(start)!)[row - start];
        images.push(bytes ? { row, bytes } : { row, problem: 'has no image' });
      } catch (error) {
        images.push({
          row,
          problem: `has an image that cannot be read, nor can those of rows ${start} to ${end - 1} of ${this.file.name} (${reasonOf(error)})`,
        });
      }
    }
    return images;
  }

  /** The rows read together with this one: its row group, or a part of it where an index gives access to pages. */
  private blockOf(row: number): { start: number; end: number } {
    const { groupStarts } = this.file;
    let group = 0;
    while (groupStarts[group + 1] <= row) group++;
    if (!this.isIndexed(group)) return { start: groupStarts[group], end: groupStarts[group + 1] };
    const start = groupStarts[group] + Math.floor((row - groupStarts[group]) / blockRows) * blockRows;
    return { start, end: Math.min(start + blockRows, groupStarts[group + 1]) };
  }

  private chunksOf(group: number) {
    return this.file.metadata.row_groups[group].columns.filter(
      c => c.meta_data?.path_in_schema[0] === this.column,
    );
  }

  private isIndexed(group: number): boolean {
    return this.chunksOf(group).every(c => c.offset_index_offset !== undefined);
  }

  private async readBlock(start: number, end: number): Promise<Block> {
    const group = this.file.groupStarts.findIndex((_, g) => this.file.groupStarts[g + 1] > start);
    const bytes = this.chunksOf(group).reduce(
      (sum, c) => sum + Number(c.meta_data?.total_compressed_size ?? 0),
      0,
    );
    if (!this.isIndexed(group) && bytes > largestChunkBytes) {
      throw new Error(
        `its row group holds ${(bytes / 2 ** 30).toFixed(1)} GiB of images in one piece; write the file with row groups of 2,048 rows`,
      );
    }
    const chunks = await readChunks(this.file, [this.column], start, end);
    const block: Block = new Array(end - start).fill(undefined);
    for (const { rowStart, values } of chunks.get(this.column)!) {
      for (let i = 0; i < values.length; i++) block[rowStart + i - start] = bytesIn(values[i]);
    }
    return block;
  }
}

/** The bytes of struct{bytes, path}, of a plain value, or of the first member of a list; undefined for null and for no bytes. */
function bytesIn(cell: unknown): Uint8Array | undefined {
  const value: unknown = Array.isArray(cell) ? cell[0] : cell;
  const bytes =
    value instanceof Uint8Array ? value : (value as { bytes?: unknown } | null | undefined)?.bytes;
  return bytes instanceof Uint8Array && bytes.length > 0 ? bytes : undefined;
}
