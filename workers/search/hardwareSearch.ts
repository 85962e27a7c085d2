import { hardwareDevice } from '../../src/kernels/graphicsAdapter.ts';
import type { GpuSearch } from '../../src/kernels/search/gpuSearch.ts';
import type { SixteenBitRows } from '../../src/maths/neighbours/sixteenBitRows.ts';

/** Rows on a device of their own; undefined where the machine has none but in software, or no room there. */
export async function searchOnHardware(rows: SixteenBitRows): Promise<GpuSearch | undefined> {
  const device = await hardwareDevice();
  if (!device) return undefined;
  const { openGpuSearch } = await import('../../src/kernels/search/gpuSearch.ts'); // for those who have such a device
  const search = openGpuSearch(device, rows);
  if (!search) device.destroy();
  return (
    search && {
      nearest: search.nearest,
      end() {
        search.end();
        device.destroy();
      },
    }
  );
}
