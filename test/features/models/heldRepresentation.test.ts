import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { packIds } from '../../../src/data/bytes/packedIds.ts';
import { createComponentsClient } from '../../../src/features/models/componentsClient.ts';
import { createMapBasis } from '../../../src/features/models/mapBasis.ts';
import { adopt } from '../../../src/features/models/representations/representationMaker.ts';
import { createShownRepresentations } from '../../../src/features/models/representations/shownRepresentations.ts';
import type { TensorClient } from '../../../src/rpc/tensorClient.ts';
import { createSession } from '../../../src/session/session.ts';
import { createLayoutWorker } from '../../../workers/layout/layoutWorker.ts';
import { workerClientOf } from '../../rpc/workerClientOf.ts';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

const rows = 200_000;
const columns = 16;

/** Megabytes (1,000,000 bytes) of buffers that are held. */
async function heldMb(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise(resolve => setTimeout(resolve, 10)); // buffers are counted out once they are swept
  }
  return process.memoryUsage().arrayBuffers / 1e6;
}

/** Numbers that need no generator of 3 million calls: each column a wave of another length. */
function vectors(): Float32Array {
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = Math.sin((i % 9973) * (1 + (i % columns)));
  return values;
}

it('200,000 representations of a file are held as components in 16 bits alone, by the page and by the worker that made them', async () => {
  const session = createSession(() => 0);
  const ids = packIds(Array.from({ length: rows }, (_, row) => String(row)));
  const catalogue: OpenedCatalogue = {
    ...{ handle: 1, name: 'held', rowCount: rows, ids, columns: [], hasImages: false },
    ...{ simulated: false, problems: [] },
  };
  const before = await heldMb();
  catalogue.embedding = { rows, columns, values: vectors() };
  session.catalogue.getState().replace(catalogue);
  const openComponents = () =>
    createComponentsClient(() => workerClientOf(createLayoutWorker(() => performance.now())));
  const clients = {
    tensor: {} as TensorClient, // nothing is embedded
    pixels: () => Promise.reject(new Error('no picture is asked for')),
    openComponents,
  };
  const mapBasis = createMapBasis(openComponents);
  await adopt({ session, clients, mapBasis, shown: createShownRepresentations(session) }, catalogue, {});
  const { representation } = session.representation.getState();
  expect(representation).toMatchObject({ complete: true, components: { count: rows, columns } });
  const componentBytes = rows * (2 * columns + 4 + 4); // both planes, the scale and the row
  const after = await heldMb();
  expect(after - before).toBeLessThan((1.1 * componentBytes) / 1e6);
  // A new picture still finds its place: the basis is there.
  const component = await (await mapBasis.clientOf(catalogue)).project(new Float32Array(columns));
  expect(component).toMatchObject({ rows: 1, columns });
}, 120_000);
