import * as tf from '@tensorflow/tfjs-core';
import { describeAdapter } from '../../kernels/graphicsAdapter.ts';

/** Thrown by work in progress when the GPU device is lost (driver reset, another page's crash, memory pressure). */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

/** State of tfjs's WebGPU device that tfjs itself does not track: whether it is lost and which errors it reported. */
interface GpuDevice {
  /** The adapter's own name, as far as the browser tells it. */
  adapter: string;
  /** True if the adapter computes on the processor. */
  software: boolean;
  /** Why the device was lost; undefined while it is there. */
  lostBecause: string | undefined;
  /** Called once when the device is lost; to be removed when no longer waiting. */
  whenLost: Set<() => void>;
  /** Marks the device as lost from now on. */
  tellLost(because: string): void;
  /** Validation and memory errors so far; results computed while one occurred are wrong. */
  errors: readonly string[];
  /** Makes the device go away, as a driver reset would. */
  destroy(): void;
}

const watched = new WeakMap<GPUDevice, GpuDevice>();

/** The device of tfjs's WebGPU backend, watched from the first call on; undefined if the backend in use is another. */
export function gpuDevice(): GpuDevice | undefined {
  if (tf.getBackend() !== 'webgpu') return undefined;
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  const known = watched.get(device);
  if (known) return known;
  const errors: string[] = [];
  device.addEventListener('uncapturederror', event => errors.push(event.error.message));
  const watch: GpuDevice = {
    ...describeAdapter(device.adapterInfo), // absent before Chromium 131
    lostBecause: undefined,
    whenLost: new Set(),
    tellLost(because) {
      watch.lostBecause ??= because;
      for (const tell of watch.whenLost) tell();
      watch.whenLost.clear();
    },
    errors,
    destroy: () => device.destroy(),
  };
  device.lost.then(({ reason, message }) => watch.tellLost(message || reason));
  watched.set(device, watch);
  return watch;
}

/**
 * Waits for work on the current backend; rejects at once where the GPU device is lost, instead of waiting forever.
 *
 * @throws DeviceLostError if the device is lost before the work is done, or was already
 * @throws Error if the device reported an error meanwhile
 */
export async function onDevice<T>(work: () => Promise<T>): Promise<T> {
  const device = gpuDevice();
  if (!device) return work();
  const lost = () =>
    new DeviceLostError(`the GPU device was lost (${device.lostBecause}): start again on a new device`);
  if (device.lostBecause !== undefined) throw lost();
  const errorsBefore = device.errors.length;
  const result = await new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(lost());
    device.whenLost.add(giveUp);
    work()
      .catch(error => {
        // Reading back is aborted only when the device is lost, and reports that long before `device.lost` does.
        if (error instanceof DOMException && error.name === 'AbortError') device.tellLost(error.message);
        throw error;
      })
      .then(resolve, reject)
      .finally(() => device.whenLost.delete(giveUp));
  });
  if (device.errors.length > errorsBefore) {
    throw new Error(`the GPU reported an error, its results are not used: ${device.errors[errorsBefore]}`);
  }
  return result;
}
