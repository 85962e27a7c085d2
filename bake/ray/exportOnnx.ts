/** `npm run onnx -- NAME FOLDER`: weights of public/models as NAME.onnx and NAME.json, for `python -m morphospace_bake`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadNodeEncoder, startNodeBackend } from '../nodeEncoder.ts';
import { onnxEfficientNet } from '../onnx/onnxEfficientNet.ts';

const [name, folder] = process.argv.slice(2);
if (name && folder) await exportWeights(name, folder);
else {
  process.stderr.write('need the NAME of weights in public/models and a FOLDER: npm run onnx -- galaxy .\n');
  process.exitCode = 2;
}

async function exportWeights(name: string, folder: string): Promise<void> {
  await startNodeBackend(() => performance.now());
  const { encoder, weights, manifest, head } = await loadNodeEncoder(name);
  encoder.dispose();
  const { sidePx } = manifest.view;
  const { bytes } = onnxEfficientNet(weights, manifest.network, sidePx);
  const { title, licence, credit, dimension, view, sha256 } = manifest;
  const numbers = head && { weight: [...head.weight.values], bias: [...head.bias.values] };
  const card = {
    name,
    title,
    licence,
    credit,
    dimension,
    view,
    sha256,
    head: head?.card,
    headNumbers: numbers,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.onnx`), bytes);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(card)); // last: with a card the weights are whole
}
