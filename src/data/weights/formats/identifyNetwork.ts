import type { LinearHead, NetworkDescription } from '../../../contracts/network.ts';
import type { Architecture } from '../../../maths/architectures/architecture.ts';
import type { Weights } from '../../../maths/weights.ts';
import { firstFew } from '../../bytes/unreadable.ts';
import { shown, shownShape, unreadable } from '../unreadableWeights.ts';
import { type KnownNetwork, knownNetwork, ownNetwork } from './knownNetworks.ts';
import { type HeadHint, takeHead } from './publishedHead.ts';

/** What a file of weights turned out to be. */
interface IdentifiedNetwork {
  network: NetworkDescription;
  /** Exactly the tensors the encoder is built of, by timm's names. */
  weights: Weights;
  /** A fine-tuned head that came with it. */
  head: LinearHead | null;
  /** Whole sentences for the person: what was left out, and what could not be named. */
  notes: string[];
}

/** What trainings put before timm's names: Lightning, Zoobot, MMPretrain, self-supervision, wrappers; in any order. */
const prefix = /^(?:(?:encoder|model|backbone|net|network|trunk|timm_model)\.)+/;
/** What PyTorch's own wrappers (compile, data parallel, FSDP) put anywhere in a name. */
const wrappers =
  /(?<=^|\.)(?:_orig_mod|module|_forward_module|_fsdp_wrapped_module|_checkpoint_wrapped_module)\./g;
/** Copies of the network that trainings keep beside it, in order of preference. */
const copyNames = ['teacher', 'model_ema', 'ema_model', 'ema', 'momentum_encoder', 'encoder_k', 'student'];
const copies = new RegExp(`^(${copyNames.join('|')})\\.`);

/**
 * Tells a network by its tensors' names and shapes, and checks that every one is there and as it should be.
 *
 * timm's `tf_efficientnet_b0` cannot be told from `efficientnet_b0` by its tensors, though it pads otherwise: Zoobot
 * publishes the latter.
 *
 * @param weights as `readCheckpoint` gives them; the tensors returned are these, not copies
 * @param from the file's or repository's name, for the errors, and by default the hint's repository
 * @param hint what is known of its head, and how it is built where a card says that it is this app's own
 * @throws UnreadableWeightsError naming the first tensors that are missing, unexpected or misshapen, or a network that is
 * not supported here
 */
export function identifyNetwork(
  weights: Weights,
  from: string,
  { structure, ...hint }: HeadHint & { structure?: Architecture } = {},
): IdentifiedNetwork {
  const notes: string[] = [];
  const { bare, known } = structure
    ? { bare: stripPrefixes(weights, from), known: ownNetwork(structure) }
    : chooseCopy(weights, from, notes);
  const { network } = known;
  const head = takeHead(bare, network.dimension, { ...hint, repository: hint.repository ?? from }, notes);
  dropClassifier(bare, known, notes);
  return { network, weights: checkedWeights(bare, known, from, notes), head, notes };
}

/** The network among the copies of it that a training may have kept; a note names those left out. */
function chooseCopy(weights: Weights, from: string, notes: string[]): { bare: Weights; known: KnownNetwork } {
  const byCopy = new Map<string, Weights>();
  for (const [name, tensor] of weights) {
    const short = name.replace(wrappers, '').replace(prefix, '');
    const copy = copies.exec(short)?.[1] ?? '';
    const rest = copy === '' ? name : short.slice(copy.length + 1);
    if (!byCopy.has(copy)) byCopy.set(copy, new Map());
    byCopy.get(copy)!.set(rest, tensor);
  }
  let failure: unknown;
  const order = ['', ...copyNames.filter(copy => byCopy.has(copy))];
  for (const copy of order) {
    try {
      const bare = stripPrefixes(byCopy.get(copy) ?? new Map(), from);
      const known = knownNetwork(bare, from);
      const others = order.filter(each => each !== copy && each !== '');
      if (others.length > 0) {
        notes.push(`The file holds copies of the network, of which ${others.join(', ')} were left out.`);
      }
      return { bare, known };
    } catch (error) {
      failure ??= error; // the main one's sentence says most
    }
  }
  throw failure;
}

function stripPrefixes(weights: Weights, from: string): Weights {
  const bare: Weights = new Map();
  for (const [name, tensor] of weights) {
    if (name.endsWith('.num_batches_tracked')) continue; // whole numbers, unless a converter made floats of them
    const short = name.replace(wrappers, '').replace(prefix, '');
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
  notes.push(
    `The file still has a classifier of ${classes} ${classes === 1 ? 'class' : 'classes'} from before, which was left out.`,
  );
}

/** Exactly the layout's tensors. Others beside them (a buffer, a projector) get a note; unexpected ones among them are refused. */
function checkedWeights(
  weights: Weights,
  { network, layout }: KnownNetwork,
  from: string,
  notes: string[],
): Weights {
  const roots = new Set([...layout.keys()].map(rootOf));
  const beside = [...weights.keys()].filter(name => !roots.has(rootOf(name)));
  if (beside.length > 0) {
    notes.push(
      `The file holds tensors that are not part of the encoder and were left out: ${firstFew(beside.map(name => shown(name)))}.`,
    );
  }
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
  const unexpected = [...weights.keys()]
    .filter(name => !layout.has(name) && roots.has(rootOf(name)))
    .map(name => shown(name));
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

/** "blocks" of "blocks.0.conv.weight". */
function rootOf(name: string): string {
  return name.split('.', 1)[0];
}
