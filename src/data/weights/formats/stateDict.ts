import { PickleDict, PickleObject, type PickleValue } from '../pickle/pickleValues.ts';
import { shown, unreadable } from '../unreadableWeights.ts';
import { torchTensorOf } from './torchTensors.ts';

/** Names under which training scripts keep the weights of a checkpoint, in order of preference. */
const stateDictNames = [
  'state_dict', // Lightning, timm
  'model_state_dict', // PyTorch's tutorials
  'model',
  'net',
  'network',
  'teacher', // DINO: its running average is what others use
  'student',
  'state_dict_ema',
  'model_ema',
  'ema',
  'module',
  'weights',
] as const;

/** The tensors of a checkpoint by name, and notes on how they were chosen. */
export interface StateDict {
  entries: [name: string, value: PickleValue][];
  /** Whole sentences for the person. */
  notes: string[];
}

/**
 * Finds the state dict in what torch.save wrote: the dict itself, or the one kept under a usual name. Other weights beside it
 * (a running average, a student) are left out with a note, plain values in it (an epoch, a loss) without one. Tensors have the shapes of the file, such as (out, in, height, width).
 *
 * @throws UnreadableWeightsError for a whole pickled model, or a dict without tensors
 */
export function findStateDict(saved: PickleValue): StateDict {
  if (!(saved instanceof PickleDict)) {
    const what = saved instanceof PickleObject ? `a whole ${shown(saved.of.name)}` : typeof saved;
    return unreadable(`need a state_dict; got ${what}: save model.state_dict() instead of the model`);
  }
  const found = stateDictNames.filter(name => holdsTensors(saved.get(name)));
  if (found.length === 0) return { entries: entriesOf(saved), notes: [] };
  const others = found.slice(1).map(name => shown(name));
  const notes =
    others.length > 0
      ? [`The file holds several sets of weights: ${found[0]} is used, ${others.join(', ')} left out.`]
      : [];
  return { entries: entriesOf(saved.get(found[0]) as PickleDict), notes };
}

function holdsTensors(value: PickleValue | undefined): boolean {
  if (!(value instanceof PickleDict)) return false;
  for (const [name, entry] of value) {
    if (typeof name === 'string' && torchTensorOf(name, entry)) return true;
  }
  return false;
}

/** All entries but plain values. @throws UnreadableWeightsError where a key is no text */
function entriesOf(dict: PickleDict): StateDict['entries'] {
  const entries: StateDict['entries'] = [];
  for (const [name, value] of dict) {
    if (typeof name !== 'string')
      return unreadable(`need tensors by name; got a ${typeof name}: choose another file`);
    if (isPlain(value)) continue; // an epoch, a loss: no part of a network
    entries.push([name, value]);
  }
  return entries;
}

function isPlain(value: PickleValue): boolean {
  return value === null || ['number', 'bigint', 'boolean', 'string'].includes(typeof value);
}
