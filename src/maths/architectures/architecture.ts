/** Six convolutions of 3 × 3, every second of stride 2, each but the last followed by a layer norm and GELU. */
export interface SmallCnn {
  kind: 'cnn';
  /** Images are sidePx × sidePx × 3. */
  sidePx: number;
  /** Outputs of each convolution, multiples of 8; the last is the length of a representation. */
  widths: readonly number[];
}

/** A vision transformer (Dosovitskiy et al. 2021) whose representation is its class token. */
export interface Transformer {
  kind: 'vit';
  /** Images are sidePx × sidePx × 3, a whole number of patches. */
  sidePx: number;
  /**
   * "convolutions": three of 3 × 3 and stride 2, which learn faster on few images (Xiao et al. 2021); timm's ConvStem with layer
   * norms. "patches": one linear layer on each patch.
   */
  stem: 'convolutions' | 'patches';
  /** Side of a patch; 8 with convolutions. */
  patchPx: number;
  /** Numbers of a token, and of a representation: a multiple of 8. */
  dimension: number;
  /** Blocks. */
  depth: number;
  /** Numbers of a token per head are a multiple of 4. */
  heads: number;
  /**
   * Linformer (Wang et al. 2020): keys and values of all tokens become this many by a learnt linear map, the same for all heads; a
   * multiple of 4. Absent: every token attends to every other.
   */
  projected?: number;
  /** Whether queries, keys and values have biases. */
  qkvBias: boolean;
}

/** A network that can be trained from nothing here, told completely: what its tensors alone do not say. */
export type Architecture = SmallCnn | Transformer;

const micro = { kind: 'vit', sidePx: 64, stem: 'convolutions', patchPx: 8, depth: 6, heads: 4 } as const;

/** Those that are offered, by the name that a run or a card gives them. */
export const architectures = {
  cnn: { kind: 'cnn', sidePx: 64, widths: [32, 48, 64, 96, 128, 128] },
  vitMicro: { ...micro, dimension: 96, qkvBias: true },
  linformerMicro: { ...micro, dimension: 96, qkvBias: true, projected: 16 },
  /** Lin et al. 2021, as their notebook has it: 2,785,416 parameters with a head of eight classes. */
  linformerPaper: {
    kind: 'vit',
    sidePx: 224,
    stem: 'patches',
    patchPx: 28,
    dimension: 128,
    depth: 12,
    heads: 8,
    projected: 64,
    qkvBias: false,
  },
} as const satisfies Record<string, Architecture>;

/** Name of an offered architecture. */
export type ArchitectureName = keyof typeof architectures;

/** Length of a representation. */
export function dimensionOf(architecture: Architecture): number {
  return architecture.kind === 'cnn'
    ? architecture.widths[architecture.widths.length - 1]
    : architecture.dimension;
}

/** Patches of a whole image, the class token not counted. */
export function patchCount({ sidePx, patchPx }: Transformer): number {
  return (sidePx / patchPx) ** 2;
}

/**
 * Refuses what cannot be built.
 *
 * @throws RangeError with what was wrong
 */
export function checkArchitecture(architecture: Architecture): void {
  const refuse = (need: string, got: string) => {
    throw new RangeError(`need ${need}; got ${got}`);
  };
  if (architecture.kind === 'cnn') {
    const { sidePx, widths } = architecture;
    if (widths.length === 0 || widths.some(width => !(width > 0) || width % 8 !== 0)) {
      refuse('convolutions of a multiple of 8 outputs', widths.join(', ') || 'none');
    }
    if (!Number.isInteger(sidePx) || sidePx < 8) refuse('images of 8 px or more', `${sidePx} px`);
    return;
  }
  const { sidePx, stem, patchPx, dimension, depth, heads, projected } = architecture;
  if (!(sidePx > 0) || sidePx % patchPx !== 0)
    refuse(`a side of whole patches of ${patchPx} px`, `${sidePx} px`);
  if (stem === 'convolutions' && patchPx !== 8)
    refuse('patches of 8 px behind three convolutions', `${patchPx} px`);
  if (!(dimension > 0) || dimension % (stem === 'convolutions' ? 32 : 8) !== 0) {
    refuse(`tokens of a multiple of ${stem === 'convolutions' ? 32 : 8} numbers`, `${dimension}`);
  }
  if (!Number.isInteger(depth) || depth < 1) refuse('one block or more', `${depth}`);
  if (!(heads > 0) || (dimension / heads) % 4 !== 0) {
    refuse('heads of a multiple of 4 numbers each', `${heads} heads of ${dimension} numbers`);
  }
  if (projected !== undefined && (!(projected > 0) || projected % 4 !== 0)) {
    refuse('a multiple of 4 projected tokens', `${projected}`);
  }
}
