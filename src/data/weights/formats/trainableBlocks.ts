import type { Architecture } from '../../../maths/architectures/architecture.ts';
import { cardKey, parseFinetunedCard } from './finetunedCard.ts';

/** Of an EfficientNet-Lite, as Zoobot counts: stem, its norm, seven blocks. */
export const efficientNetBlockCount = 9;
const lengthBytes = 8; // of a safetensors header's length
const mostHeaderBytes = 2 ** 23; // as the reader of these files has it

/** Blocks of a network of this app's own that can be thawed one by one. */
function ownBlockCount(architecture: Architecture): number {
  return architecture.kind === 'cnn' ? architecture.widths.length : 1 + architecture.depth; // the patches, then the blocks
}

/**
 * How many blocks of a file's network can be trained, read from its header alone; 0 where only a head can. Of files without a card
 * of this app it is not told by the header: undefined.
 */
export async function trainableBlocks(file: Blob): Promise<number | undefined> {
  const length = new DataView(await file.slice(0, lengthBytes).arrayBuffer());
  if (length.byteLength < lengthBytes) return undefined;
  const headerBytes = Number(length.getBigUint64(0, true));
  if (headerBytes > mostHeaderBytes) return undefined;
  try {
    const header = JSON.parse(await file.slice(lengthBytes, lengthBytes + headerBytes).text());
    const text = header.__metadata__?.[cardKey];
    if (typeof text !== 'string') return undefined;
    const { structure, network } = parseFinetunedCard(text);
    return structure ? ownBlockCount(structure) : network ? efficientNetBlockCount : 0;
  } catch {
    return undefined; // whoever loads it is told what is wrong with it
  }
}
