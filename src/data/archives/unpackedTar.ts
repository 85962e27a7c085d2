import { UnreadableError } from '../bytes/unreadable.ts';

const mostUnpackedBytes = 4e9; // the browser keeps it, partly on its disk; more is better unpacked by its owner

/**
 * The tar archive in a gzipped file, unpacked by the browser's own stream.
 *
 * @throws UnreadableError where it is damaged, or unpacks to more than 4 GB
 */
export async function unpackedTar(file: File, mostBytes = mostUnpackedBytes): Promise<Blob> {
  let length = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      length += chunk.length;
      if (length > mostBytes) controller.error(new RangeError('too large'));
      else controller.enqueue(chunk);
    },
  });
  const stream = file.stream().pipeThrough(new DecompressionStream('gzip')).pipeThrough(limit);
  try {
    return await new Response(stream).blob();
  } catch {
    throw new UnreadableError(
      length > mostBytes
        ? `${file.name} unpacks to more than ${mostBytes / 1e9} GB: unpack it yourself and drop the folder.`
        : `${file.name} is a gzipped archive that is damaged or cut short: fetch it again.`,
    );
  }
}
