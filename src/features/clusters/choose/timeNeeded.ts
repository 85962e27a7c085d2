import type { BackendName } from '../../../contracts/tensor.ts';
import type { ClusterKind } from '../../../maths/clustering/clusterKinds.ts';
import { type ClusterSettings, clusterEpochs } from '../../../maths/clustering/clusterSettings.ts';

/** Galaxies a second that a training takes in; of WASM as `measure clusters-step` found it on one core, of a GPU a guess on the safe side. */
const galaxiesASecond: Record<BackendName, number> = { wasm: 130, webgpu: 1000, cpu: 3 };
const representationsFaster = 2; // their encoder has no convolutions
const preparedASecond = 60; // made alike

/** Seconds that a clustering will take, roughly; told before it begins. */
export function secondsNeeded(
  kind: ClusterKind,
  settings: ClusterSettings,
  galaxies: number,
  backend: BackendName,
): number {
  const trained = clusterEpochs(settings) * galaxies;
  const rate = galaxiesASecond[backend] * (kind === 'network' ? representationsFaster : 1);
  return galaxies / preparedASecond + trained / rate;
}
