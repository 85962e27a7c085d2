import type { HeadCard } from '../../contracts/decisionTree.ts';
import type { LinearHead } from '../../contracts/network.ts';
import { answerCount } from '../../maths/catalogue/decisionTree.ts';
import { linearOutputs } from '../../maths/linear/linearOutputs.ts';
import { softmaxRows } from '../../maths/statistics/losses/softmaxRows.ts';
import { concentrationOf } from '../../maths/statistics/losses/voteLoss.ts';
import type { Weights } from '../../maths/weights.ts';

/** Where heads are kept: Zoobot's tree head, then its classifier (interfaces of zoobot's finetune.py). */
const keys = ['head.1.0', 'head.linear'] as const;

/**
 * The head among a network's tensors.
 *
 * @param dimension length of a representation
 * @throws Error where the tensors do not fit the card or the representation
 */
export function linearHeadOf(weights: Weights, card: HeadCard, dimension: number): LinearHead {
  const key = keys.find(each => weights.has(`${each}.weight`));
  const weight = key && weights.get(`${key}.weight`);
  const bias = key && weights.get(`${key}.bias`);
  if (!weight || !bias) {
    throw new Error(`need a head "${keys.join('" or "')}" with weight and bias; got no such tensors`);
  }
  const outputs = card.kind === 'classes' ? card.classes.length : answerCount(card.questions);
  const shapes = `(${weight.shape.join(', ')}) and (${bias.shape.join(', ')})`;
  if (weight.shape[0] !== outputs || weight.shape[1] !== dimension || bias.shape[0] !== outputs) {
    throw new Error(`need a head of shapes (${outputs}, ${dimension}) and (${outputs}); got ${shapes}`);
  }
  return { weight, bias, card };
}

/**
 * What a head says of representations: for a tree Dirichlet concentrations, sigmoid(x) · 100 + 1, in (1, 101)
 * (Walmsley et al. 2023, Zoobot's ScaledSigmoid); for classes softmax probabilities. Some 50,000 products a galaxy: not
 * worth a backend.
 *
 * @param vectors (n, dimension) row-major
 * @returns (n, outputs) row-major
 */
export function applyHead({ weight, bias, card }: LinearHead, vectors: Float32Array): Float32Array {
  const outputs = weight.shape[0];
  const answers = linearOutputs(weight.values, bias.values, vectors);
  if (card.kind === 'classes') return softmaxRows(answers, outputs);
  return answers.map(concentrationOf);
}
