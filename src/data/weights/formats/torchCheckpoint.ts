import { readPickle } from '../pickle/pickle.ts';
import { PickleDict, PickleList, PickleObject, type PickleValue } from '../pickle/pickleValues.ts';
import { shown, unreadable } from '../unreadableWeights.ts';
import { findStateDict, type StateDict } from './stateDict.ts';
import { type StoredTensors, storeTensor } from './storedNumbers.ts';
import { readingCost, readTorchTensor, torchTensorOf } from './torchTensors.ts';
import { readZipDirectory, type ZipDirectory } from './zipDirectory.ts';

const copiesOfFile = 4; // 16-bit weights take twice the file, and twice again where they are not contiguous

/** Hyper-parameters saved by Lightning that tell what a head's outputs mean. */
export interface HyperParameters {
  /** Column of each of the tree head's answers, in order: `schema.label_cols`. */
  labelColumns: string[];
}

/** The tensors of a state dict, and the hyper-parameters beside it. */
interface TorchCheckpoint extends StoredTensors {
  hyperParameters?: HyperParameters;
  /** Whole sentences on what was left out of the file. */
  notes?: string[];
}

/**
 * Reads what torch.save has written since PyTorch 1.6: a state dict, or a checkpoint that holds one under
 * a usual name (stateDict.ts).
 *
 * @param bytes the whole zip archive
 * @throws UnreadableWeightsError
 */
export function readTorchCheckpoint(bytes: Uint8Array): TorchCheckpoint {
  const archive = readZipDirectory(bytes);
  const pickles = archive.names.filter(name => name === 'data.pkl' || name.endsWith('/data.pkl'));
  if (pickles.length !== 1) {
    unreadable(
      `need an archive by torch.save, with one data.pkl; got ${pickles.length} among ${archive.names.length} files: choose the file of weights itself`,
    );
  }
  const root = pickles[0].slice(0, -'data.pkl'.length);
  checkByteOrder(archive, root);
  const saved = readPickle(archive.read(pickles[0]));
  const { entries, notes } = findStateDict(saved);
  const tensors = readTensors(entries, key => archive.read(`${root}data/${key}`), bytes.length);
  const hyperParameters = hyperParametersOf(saved);
  return { ...tensors, ...(hyperParameters && { hyperParameters }), ...(notes.length > 0 && { notes }) };
}

function checkByteOrder(archive: ZipDirectory, root: string): void {
  const name = `${root}byteorder`;
  if (!archive.names.includes(name)) return; // torch before 2.1 was little-endian throughout
  const order = new TextDecoder().decode(archive.read(name));
  if (order !== 'little') {
    unreadable(`need weights in little-endian order; got ${shown(order)}: save them on another machine`);
  }
}

function readTensors(
  entries: StateDict['entries'],
  readStorage: (key: string) => Uint8Array,
  fileBytes: number,
): StoredTensors {
  const tensors: StoredTensors = { weights: new Map(), integers: new Map() };
  let bytes = 0;
  for (const [name, value] of entries) {
    const tensor = torchTensorOf(name, value);
    if (!tensor) {
      return unreadable(`need a tensor as ${shown(name)}; got something else: save the state_dict alone`);
    }
    bytes += 4 * readingCost(tensor); // as 32-bit floats
    if (bytes > copiesOfFile * fileBytes) {
      return unreadable(
        `need tensors of at most ${copiesOfFile} times the file's ${fileBytes} bytes; got more by ${shown(name)}: the file is damaged, fetch it again`,
      );
    }
    const values = readTorchTensor(name, tensor, readStorage(tensor.key));
    storeTensor(tensors, name, tensor.shape, values);
  }
  if (tensors.weights.size === 0) unreadable('need tensors in the state_dict; got none: choose another file');
  return tensors;
}

function hyperParametersOf(saved: PickleValue): HyperParameters | undefined {
  const noted = saved instanceof PickleDict ? saved.get('hyper_parameters') : undefined;
  const schema = noted instanceof PickleDict ? noted.get('schema') : undefined;
  const columns = schema instanceof PickleObject ? schema.attribute('label_cols') : undefined;
  if (!(columns instanceof PickleList)) return undefined;
  const labelColumns = columns.items.filter(column => typeof column === 'string');
  return labelColumns.length === columns.items.length ? { labelColumns } : undefined;
}
