import { type RaceResult, startOurs } from '../peers/onnxRace.ts';
import { raceLite0 } from './encoders.ts';

/**
 * Galaxies a second of the shipped network on WASM, ours against onnxruntime-web.
 *
 * @param sidePx side of the images; default the side at which the shipped weights see a galaxy
 */
export async function measureEmbed(sidePx?: number): Promise<RaceResult> {
  await startOurs();
  return raceLite0(sidePx);
}
