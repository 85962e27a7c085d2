/** A stage: blocks, side of the depthwise filters, expansion, output channels. */
type Stage = readonly [blocks: number, side: number, expansion: number, out: number];

/** As EfficientNet-Lite0's (Tan & Le 2019, table 1), thinner and less deep: 8 million products an image of 64 px. */
const stages: readonly Stage[] = [
  [1, 3, 1, 16],
  [1, 3, 4, 24],
  [2, 5, 4, 48],
  [2, 3, 4, 80],
  [1, 5, 4, 112],
  [1, 5, 4, 160],
  [1, 3, 4, 192],
];
/** What it is called: no network of timm's, but with timm's names. */
export const smallArchitecture = 'efficientnet_lite_thin';
/** By which its file is told from other EfficientNets'. */
export const smallStemChannels = 24;
/** Numbers of a representation. */
export const smallDimension = 256;

/** How it sees a galaxy: the central 3.84 R90 of Galaxy Zoo 2's cutouts. */
export const smallView = { sidePx: 64, cropFraction: 0.6 };

/** How it is run: as Lite0, its pixels from 0 to 1 as they are. */
export const smallNetworkOptions = {
  activation: 'relu6',
  padding: 'symmetric',
  batchNormEpsilon: 1e-3,
} as const;

/** Names and shapes, timm's of an EfficientNet, of a network small enough to learn from nothing on one processor. */
export function smallNetworkLayout(): { name: string; shape: number[] }[] {
  const layout: { name: string; shape: number[] }[] = [];
  const convolution = (name: string, shape: number[], norm: string) => {
    layout.push({ name: `${name}.weight`, shape });
    for (const part of ['weight', 'bias', 'running_mean', 'running_var']) {
      layout.push({ name: `${norm}.${part}`, shape: [shape[0]] });
    }
  };
  let width = smallStemChannels;
  convolution('conv_stem', [width, 3, 3, 3], 'bn1');
  for (const [s, [blocks, side, expansion, out]] of stages.entries()) {
    for (let b = 0; b < blocks; b++) {
      const key = `blocks.${s}.${b}`;
      const inner = width * expansion;
      if (expansion > 1) convolution(`${key}.conv_pw`, [inner, width, 1, 1], `${key}.bn1`);
      convolution(`${key}.conv_dw`, [inner, 1, side, side], `${key}.${expansion > 1 ? 'bn2' : 'bn1'}`);
      const [last, norm] = expansion > 1 ? ['conv_pwl', 'bn3'] : ['conv_pw', 'bn2'];
      convolution(`${key}.${last}`, [out, inner, 1, 1], `${key}.${norm}`);
      width = out;
    }
  }
  convolution('conv_head', [smallDimension, width, 1, 1], 'bn2');
  return layout;
}
