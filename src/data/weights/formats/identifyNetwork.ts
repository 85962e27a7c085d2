import type { LinearHead, NetworkDescription } from '../../../contracts/network.ts';
import type { Weights } from '../../../maths/weights.ts';
import { firstFew } from '../../bytes/unreadable.ts';
import { shown, shownShape, unreadable } from '../unreadableWeights.ts';
import { type KnownNetwork, knownNetwork } from './knownNetworks.ts';
import { type HeadHint, takeHead } from './publishedHead.ts';

interface IdentifiedNetwork {
  network: NetworkDescription;
  /** Exactly the tensors the encoder is built of, by timm's names. */
  weights: Weights;
  /** A fine-tuned head that came with it. */
  head: LinearHead | null;
  /** Whole sentences for the person: what was left out, and what could not be named. */
  notes: string[];
}

/** What Lightning, Zoobot and data-parallel training put before timm's names. */
const prefix = /^(?:(?:encoder|model|module)\.)+/;

/**
 * Tells a network by its tensors' names and shapes, and checks that every one is there and as it should be.
 *
 * timm's `tf_efficientnet_b0` cannot be told from `efficientnet_b0` by its tensors, though it pads otherwise: Zoobot
 * publishes the latter.
 *
 * @param weights as `readCheckpoint` gives them; the tensors returned are these, not copies
 * @param from the file's or repository's name, for the errors, and by default the hint's repository
 * @throws UnreadableWeightsError naming the first tensors that are missing, unexpected or misshapen, or a network that is
 * not supported here
 */
export function identifyNetwork(weights: Weights, from: string, hint: HeadHint = {}): IdentifiedNetwork {
  const notes: string[] = [];
  const bare = stripPrefixes(weights, from);
  const known = knownNetwork(bare, from);
  const { network } = known;
  const head = takeHead(bare, network.dimension, { ...hint, repository: hint.repository ?? from }, notes);
  dropClassifier(bare, known, notes);
  return { network, weights: checkedWeights(bare, known, from), head, notes };
}

function stripPrefixes(weights: Weights, from: string): Weights {
  const bare: Weights = new Map();
  for (const [name, tensor] of weights) {
    if (name.endsWith('.num_batches_tracked')) continue; // whole numbers, unless a converter made floats of them
    const short = name.replace(prefix, '');
    if (bare.has(short)) {
      unreadable(
        `need each tensor of ${from} once; got ${shown(short)} under two prefixes: choose another file`,
      );
    }
    bare.set(short, tensor);
  }
  return bare;
}

function dropClassifier(weights: Weights, { classifier }: KnownNetwork, notes: string[]): void {
  const classes = weights.get(`${classifier}.weight`)?.shape[0];
  if (classes === undefined) return;
  weights.delete(`${classifier}.weight`);
  weights.delete(`${classifier}.bias`);
  notes.push(`The file still has a classifier of ${classes} classes from before, which was left out.`);
}

function checkedWeights(weights: Weights, { network, layout }: KnownNetwork, from: string): Weights {
  const missing: string[] = [];
  const misshapen: string[] = [];
  const checked: Weights = new Map();
  for (const [name, shape] of layout) {
    const tensor = weights.get(name);
    if (!tensor) missing.push(name);
    else if (tensor.shape.join() !== shape.join()) {
      misshapen.push(`${name} of shape ${shownShape(tensor.shape)} in place of ${shownShape(shape)}`);
    } else checked.set(name, tensor);
  }
  const unexpected = [...weights.keys()].filter(name => !layout.has(name)).map(shown);
  const faults = [
    missing.length > 0 && `without ${firstFew(missing)}`,
    misshapen.length > 0 && `with ${firstFew(misshapen)}`,
    unexpected.length > 0 && `with the unexpected ${firstFew(unexpected)}`,
  ].filter(fault => fault !== false);
  if (faults.length > 0) {
    unreadable(
      `need the ${layout.size} tensors of ${network.architecture} in ${from}; got them ${faults.join(', ')}: the file is damaged, or holds another network`,
    );
  }
  return checked;
}
