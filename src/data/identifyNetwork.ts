import type { LinearHead, NetworkDescription } from '../contracts/network.ts';
import type { Weights } from '../maths/weights.ts';
import { unreadable } from './unreadableWeights.ts';

/** What is known of a file beside its tensors, to name a head's answers by. */
export interface HeadHint {
  /** "mwalmsley/zoobot-finetuned-is_tidal"; where it is absent, `from` is searched for such a name. */
  repository?: string;
  /** Name of a Galaxy Zoo schema: "euclid". */
  schema?: string;
  /** Columns of a tree head's answers, as the checkpoint's hyper-parameters list them. */
  labelColumns?: string[];
}

export interface IdentifiedNetwork {
  network: NetworkDescription;
  /** Exactly the tensors the encoder is built of, by timm's names. */
  weights: Weights;
  head: LinearHead | null;
  /** Whole sentences for the person: what was left out, and what could not be named. */
  notes: string[];
}

/**
 * Tells a network by its tensors' names and shapes, and checks that every one is there and as it should be.
 *
 * @param weights as `readCheckpoint` gives them
 * @param from the file's or repository's name, for the errors
 * @throws UnreadableWeightsError naming the first tensors that are missing, unexpected or misshapen, or a network that is
 * not supported here
 */
export function identifyNetwork(weights: Weights, from: string, _hint: HeadHint = {}): IdentifiedNetwork {
  return unreadable(
    `need a known network; got the ${weights.size} tensors of ${from}, which are not told apart yet`,
  );
}
