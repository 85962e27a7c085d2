import type { Weights } from '../../../maths/weights.ts';
import { UnreadableWeightsError } from '../unreadableWeights.ts';

const magic = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]; // \x89HDF\r\n\x1a\n

/** Whether bytes begin as an HDF5 file does. */
function isHdf5(bytes: Uint8Array): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/**
 * Every float dataset of weights that Keras saved (`model.save_weights('….h5')`), by its path: "Conv1/Conv1/kernel:0". Arrays
 * are as Keras has them, (height, width, in, out) of a convolution and (in, out) of a matrix. Nothing in the file is run.
 *
 * @throws UnreadableWeightsError where the file is no HDF5 or has no dataset of floats
 */
export async function readKerasHdf5(bytes: Uint8Array): Promise<Weights> {
  if (!isHdf5(bytes)) throw new UnreadableWeightsError('is no HDF5 file');
  const { default: h5wasm } = await import('h5wasm'); // a megabyte: only who opens such a file fetches it
  const { FS, activate_throwing_error_handler: throwErrors } = await h5wasm.ready;
  throwErrors(); // else the library prints what is wrong and goes on
  const place = `weights-${crypto.randomUUID()}.h5`;
  FS.writeFile(place, bytes);
  try {
    const file = new h5wasm.File(place, 'r');
    const weights: Weights = new Map();
    try {
      for (const path of file.paths()) {
        const entity = file.get(path);
        if (!(entity instanceof h5wasm.Dataset)) continue;
        const { value, shape } = entity;
        if (value instanceof Float32Array && shape) {
          weights.set(path.replace(/^\//, ''), { shape: [...shape], values: value.slice() });
        }
      }
    } finally {
      file.close();
    }
    if (weights.size === 0) throw new UnreadableWeightsError('has no arrays of 32-bit floats');
    return weights;
  } catch (error) {
    if (error instanceof UnreadableWeightsError) throw error;
    throw new UnreadableWeightsError(
      `could not be read as HDF5 (${error instanceof Error ? error.message : String(error)})`,
    );
  } finally {
    FS.unlink(place);
  }
}
