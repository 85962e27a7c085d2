import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../node_modules/.cache/measure/', import.meta.url));

/**
 * Numbers that take minutes to compute, kept beside the libraries for the next run.
 *
 * @param told all that they depend on
 */
export async function keptVectors(
  told: readonly unknown[],
  compute: () => Promise<Float32Array>,
): Promise<Float32Array> {
  const key = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
  const path = `${folder}${key}.f32`;
  if (existsSync(path)) return new Float32Array(Uint8Array.from(readFileSync(path)).buffer);
  const values = await compute();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.part`, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  renameSync(`${path}.part`, path); // another run never sees half of them
  return values;
}
