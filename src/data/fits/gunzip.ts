import { UnreadableError } from '../bytes/unreadable.ts';

/**
 * Unpacks gzipped bytes with the browser's own stream.
 *
 * @param mostBytes unpacked at the most: a damaged or hostile file says more than it holds
 * @param place names the bytes in sentences
 * @throws UnreadableError where they are damaged or unpack to more
 */
export async function gunzip(
  packed: Uint8Array,
  mostBytes: number,
  place: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      parts.push(value);
      if (length > mostBytes) break;
    }
  } catch (error) {
    throw new UnreadableError(
      `${place} has gzipped bytes that are damaged or cut short (${error instanceof Error ? error.message : error}). Fetch it again.`,
    );
  }
  if (length > mostBytes) {
    await reader.cancel();
    throw new UnreadableError(
      `${place} unpacks to more than ${mostBytes.toLocaleString('en')} bytes: unpack it (gunzip) and open it again.`,
    );
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
