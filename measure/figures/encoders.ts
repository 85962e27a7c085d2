import { readFileSync } from 'node:fs';
import { onnxEfficientNet } from '../../bake/onnx/onnxEfficientNet.ts';
import { readWeights } from '../../src/data/weights/formats/weightsFile.ts';
import { checkWeightsManifest } from '../../src/data/weights/formats/weightsManifest.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { createConvNeXt } from '../../src/nets/encoders/convNeXt.ts';
import { createEfficientNet, plainB0 } from '../../src/nets/encoders/efficientNet.ts';
import { randomWeights } from '../../src/nets/training/randomWeights.ts';
import { convNeXtLayout, convNeXtShapes } from '../../test/nets/encoders/timmLayouts.ts';
import { formulaLayout, formulaWeights } from '../../test/nets/formulaWeights.ts';
import { onnxConvNeXt } from '../peers/onnxConvNeXt.ts';
import { type RaceResult, raceOnnx, startOurs } from '../peers/onnxRace.ts';

const zoobotSidePx = 224; // what Zoobot's encoders were trained at (interfaces §1.3)
const batch = 4; // enough to average a busy moment, and a nano takes a second
const repeats = 7;

/** Galaxies a second of each architecture on WASM, ours beside onnxruntime-web: {@link RaceResult}. */
type EncodersFigure = Record<'lite0' | 'b0' | 'convnext_pico' | 'convnext_nano', RaceResult>;

/** Races every architecture in turn; a line on each goes to stderr as it ends. Takes minutes. */
export async function measureEncoders(): Promise<EncodersFigure> {
  await startOurs();
  return {
    lite0: told('lite0', await raceLite0()),
    b0: told('b0', await b0()),
    convnext_pico: told('convnext_pico', await convNeXt('convnext_pico')),
    convnext_nano: told('convnext_nano', await convNeXt('convnext_nano')),
  };
}

function told(name: string, result: RaceResult): RaceResult {
  console.error(
    `${name.padEnd(14)} ${result.ours.toFixed(2)} / ${result.onnxruntime.toFixed(2)} galaxies a second`,
  );
  return result;
}

/** The shipped ImageNet weights, at the side they see a galaxy. */
export async function raceLite0(sidePx?: number): Promise<RaceResult> {
  const models = new URL('../../public/models/', import.meta.url);
  const manifest = checkWeightsManifest(
    JSON.parse(readFileSync(new URL('imagenet.json', models), 'utf8')),
    'imagenet.json',
  );
  const weights = await readWeights(manifest, new Uint8Array(readFileSync(new URL('imagenet.bin', models))));
  const side = sidePx ?? manifest.view.sidePx;
  return raceOnnx({
    encoder: createEfficientNet(weights, manifest.network),
    peers: [onnxEfficientNet(weights, manifest.network, side)],
    sidePx: side,
    batch: 16, // as the app sends
    repeats: 9,
  });
}

/** Drawn weights: those filled by formula make B0 blind to its input. */
async function b0(): Promise<RaceResult> {
  const layout = Object.entries(formulaLayout(true)).map(([name, shape]) => ({ name, shape }));
  const weights = randomWeights(layout, 1);
  return raceOnnx({
    encoder: createEfficientNet(weights, plainB0),
    peers: [onnxEfficientNet(weights, plainB0, zoobotSidePx)],
    sidePx: zoobotSidePx,
    batch,
    repeats,
  });
}

async function convNeXt(name: string): Promise<RaceResult> {
  const weights: Weights = formulaWeights(convNeXtLayout(convNeXtShapes[name]));
  return raceOnnx({
    encoder: createConvNeXt(weights),
    peers: [
      onnxConvNeXt(weights, zoobotSidePx, 'convolution'),
      onnxConvNeXt(weights, zoobotSidePx, 'matmul'),
    ],
    sidePx: zoobotSidePx,
    batch,
    repeats,
  });
}
