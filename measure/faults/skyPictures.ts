import { readFileSync } from 'node:fs';
import { nodeIngest } from '../../bake/nodeIngest.ts';

/** A file as a browser's file field takes it. */
export interface PickedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const sky = new URL('../../public/demo/sky.parquet', import.meta.url);

/**
 * Images of the embedded sky from a row on, and a table that says of each which of two kinds it is.
 *
 * @param first catalogue row of the first @param count how many
 */
export async function skyPictures(first: number, count: number): Promise<PickedFile[]> {
  const ingest = nodeIngest();
  const { handle } = await ingest.open({
    kind: 'file',
    file: new File([readFileSync(sky)], 'sky.parquet'),
  });
  const rows = Uint32Array.from({ length: count }, (_, i) => first + i);
  const images = await ingest.images(handle, rows);
  const pictures = images.map(({ row, type, bytes }) => ({
    name: `galaxy-${row}.jpg`,
    mimeType: type,
    buffer: Buffer.from(bytes),
  }));
  const lines = pictures.map(
    ({ name }, i) => `${name.replace('.jpg', '')},${name},${i % 2 ? 'odd' : 'even'}`,
  );
  const csv = `id,file,kind\n${lines.join('\n')}\n`;
  return [...pictures, { name: 'known.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }];
}

/** The same pictures and table under other names, which the app takes for other galaxies. @param batch tells them from earlier ones */
export function renamedPictures(pictures: readonly PickedFile[], batch: number): PickedFile[] {
  const renamed = (text: string) => text.replaceAll('galaxy-', `galaxy-${batch}-`);
  return pictures.map(({ name, mimeType, buffer }) => ({
    name: renamed(name),
    mimeType,
    buffer: mimeType === 'text/csv' ? Buffer.from(renamed(buffer.toString())) : buffer,
  }));
}
