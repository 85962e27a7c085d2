import type { EncoderCard } from '../../src/contracts/tensor.ts';
import { checkArchitecture, dimensionOf } from '../../src/maths/architectures/architecture.ts';
import { architectureTitle, type FreshStart } from '../../src/maths/architectures/freshStart.ts';
import { freshWeights } from '../../src/maths/architectures/freshWeights.ts';
import { architectureEncoder } from '../../src/nets/architectures/architectureEncoder.ts';

/** A network of this app's own before it has learnt anything; the same name gives the same one, so that a run can be continued. */
export function freshNetwork({ name, title, meaning, architecture, seed, cropFraction }: FreshStart) {
  checkArchitecture(architecture);
  const weights = freshWeights(architecture, seed);
  const card: EncoderCard = {
    name,
    title,
    architecture: architectureTitle(architecture),
    dimension: dimensionOf(architecture),
    view: { sidePx: architecture.sidePx, cropFraction },
    description: meaning,
    licence: 'none needed',
    credit: `Drawn by this app, seed ${seed}.`,
    bytes: 0,
    sha256: '',
  };
  return { card, weights, architecture, build: () => architectureEncoder(architecture, weights) };
}
