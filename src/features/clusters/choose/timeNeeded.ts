import type { BackendName } from '../../../contracts/tensor.ts';
import { clusterEpochs } from '../../../maths/clustering/clusterSettings.ts';
import type { ClusterChoice } from './clusterChoice.ts';

/** Galaxies of 64 px a second that a training takes in; of WASM as `measure clusters-step` found it on one core, of a GPU a guess on the safe side. */
const galaxiesASecond: Record<BackendName, number> = { wasm: 130, webgpu: 1000, cpu: 3 };
const representationsFaster = 2; // their encoder has no convolutions
const preparedASecond = 60; // made alike

/** Seconds that a clustering will take, roughly; told before it begins. */
export function secondsNeeded(
  { kind, settings, sidePx }: Pick<ClusterChoice, 'kind' | 'settings' | 'sidePx'>,
  galaxies: number,
  backend: BackendName,
): number {
  const trained = clusterEpochs(settings) * galaxies * (sidePx / 64) ** 2;
  const rate = galaxiesASecond[backend] * (kind === 'network' ? representationsFaster : 1);
  return galaxies / preparedASecond + trained / rate;
}
