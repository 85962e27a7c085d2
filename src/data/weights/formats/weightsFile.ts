import { sizeOf, type Weights } from '../../../maths/weights.ts';
import { decodeFloat16 } from '../../bytes/float16.ts';
import { sha256Of } from '../../bytes/sha256.ts';
import { checkWeightsManifest, type WeightsManifest } from './weightsManifest.ts';

const bytesPerValue = 2; // 16-bit floats

/**
 * Turns a weights binary into tensors once its length, checksum and layout are as its manifest says.
 *
 * @param binary NAME.bin: little-endian 16-bit floats
 * @returns by timm's names, in PyTorch's layout: (out, in / groups, height, width) of a convolution
 * @throws Error if the file is cut short, altered, or a tensor reaches beyond its end
 */
export async function readWeights(
  manifest: WeightsManifest,
  binary: Uint8Array<ArrayBuffer>,
): Promise<Weights> {
  const file = `${manifest.name}.bin`;
  if (binary.length !== manifest.bytes) {
    throw new Error(`need ${manifest.bytes} bytes of ${file}; got ${binary.length}: fetch it again`);
  }
  const sha256 = await sha256Of(binary);
  if (sha256 !== manifest.sha256) {
    throw new Error(
      `need ${file} with SHA-256 ${manifest.sha256}; got ${sha256}: it is damaged or another file`,
    );
  }
  const weights: Weights = new Map();
  for (const { name, shape, offset } of manifest.tensors) {
    const end = offset + bytesPerValue * sizeOf(shape);
    if (offset < 0 || end > binary.length) {
      throw new Error(`need ${name} within ${binary.length} bytes of ${file}; got bytes ${offset} to ${end}`);
    }
    if (weights.has(name))
      throw new Error(`need each tensor once in ${manifest.name}.json; got ${name} twice`);
    weights.set(name, { shape, values: decodeFloat16(binary.subarray(offset, end)) });
  }
  return weights;
}

/**
 * Fetches NAME.json and NAME.bin and verifies them.
 *
 * @param modelsUrl folder they lie in, with its closing slash
 * @param onBytes told the bytes of NAME.bin that have come and their total; should it throw, the fetch ends with its error
 * @throws Error naming the file that could not be had, or as {@link readWeights}
 */
export async function fetchWeights(
  name: string,
  modelsUrl: string,
  onBytes?: (done: number, total: number) => void | Promise<void>,
): Promise<{ manifest: WeightsManifest; weights: Weights }> {
  const manifest = await fetchManifest(name, modelsUrl);
  const response = await fetchFile(`${modelsUrl}${name}.bin`);
  return {
    manifest,
    weights: await readWeights(manifest, await readBody(response, manifest.bytes, onBytes)),
  };
}

/** Fetches and checks NAME.json alone: a network's card and layout. */
export async function fetchManifest(name: string, modelsUrl: string): Promise<WeightsManifest> {
  const text = await (await fetchFile(`${modelsUrl}${name}.json`)).text();
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // A single-page server answers a missing file with its index.html.
    throw new Error(
      `${modelsUrl}${name}.json is not JSON; got "${text.slice(0, 40)}…": are the weights there?`,
    );
  }
  return checkWeightsManifest(parsed, `${name}.json`);
}

async function fetchFile(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`could not fetch ${url}: the server answered ${response.status}`);
  return response;
}

/** Reads a body as it streams in; more bytes than announced are kept, so that the length check notices them. */
async function readBody(
  response: Response,
  total: number,
  onBytes?: (done: number, total: number) => void | Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const parts: Uint8Array[] = [];
  let done = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { value, done: ended } = await reader.read();
      if (ended) break;
      parts.push(value);
      done += value.length;
      await onBytes?.(done, total);
    }
  } finally {
    await reader.cancel(); // nothing to stop if it has ended
  }
  const bytes = new Uint8Array(done);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
