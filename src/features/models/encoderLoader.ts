import type { JobControl } from '../../contracts/job.ts';
import type { EncoderCard, EncoderFile } from '../../contracts/tensor.ts';
import type { TensorClient } from '../../rpc/tensorClient.ts';

interface EncoderLoader {
  /** The network the tensor worker holds; null before the first. */
  present(): EncoderCard | null;
  /**
   * Loads weights by name unless they are loaded. One load waits for the other, so that `present` is what the worker holds.
   *
   * @throws Error with a sentence if they are not in this browser, or are no weights
   */
  load(name: string, control: JobControl): Promise<EncoderCard>;
  /** Weights of this name were deleted: the next load takes others that have it by then, where there are. */
  forget(name: string): void;
  /** Gives the network of a card to another tensor worker. @throws Error where other weights go by its name by now */
  loadInto(other: TensorClient, card: EncoderCard): Promise<void>;
}

/**
 * @param shipped names of the weights beside the app
 * @param encoderFile finds other weights on this browser's shelf
 * @param onLoaded told of every change
 */
export function createEncoderLoader(
  tensor: TensorClient,
  shipped: readonly string[],
  encoderFile: (name: string) => Promise<EncoderFile | null>,
  onLoaded: (card: EncoderCard) => void,
): EncoderLoader {
  let present: EncoderCard | null = null;
  let isDeleted = false; // the present one: it can be used on, but is not what its name means
  let last: Promise<unknown> = Promise.resolve();

  async function weightsOf(name: string): Promise<string | EncoderFile> {
    const weights = shipped.includes(name) ? name : await encoderFile(name);
    if (weights === null) throw new Error(`The weights “${name}” are not in this browser.`);
    return weights;
  }

  async function load(name: string, control: JobControl): Promise<EncoderCard> {
    const isNew = present?.name !== name || (isDeleted && (await encoderFile(name)) !== null);
    if (present && !isNew) return present;
    const weights = await weightsOf(name);
    control.signal?.throwIfAborted();
    present = await tensor.loadEncoder(weights, control);
    isDeleted = false;
    onLoaded(present);
    return present;
  }

  return {
    present: () => present,
    load(name, control) {
      const mine = last.then(() => load(name, control));
      last = mine.catch(() => {});
      return mine;
    },
    forget(name) {
      if (present?.name === name) isDeleted = true;
    },
    async loadInto(other, { name, sha256 }) {
      const card = await other.loadEncoder(await weightsOf(name));
      if (card.sha256 !== sha256)
        throw new Error(`need the weights “${name}” in use; got others of that name`);
    },
  };
}
