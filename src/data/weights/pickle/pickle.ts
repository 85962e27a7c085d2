import { unreadable } from '../unreadableWeights.ts';
import { PickleBytes } from './pickleBytes.ts';
import { pickleOpcodes, stop } from './pickleOpcodes.ts';
import { PickleStack } from './pickleStack.ts';
import type { PickleValue } from './pickleValues.ts';

const mostBytes = 2 ** 22; // 4 MiB; convnext_base's pickle is some 60 kB, with an optimizer's states 200 kB
const mostOpcodes = 2 ** 18; // convnext_base with an optimizer's states takes some 60,000, and each may set memory aside

/**
 * Reads a pickle of protocol 2 to 5 without executing anything: a stack machine of the opcodes that torch.save and Lightning
 * write. Classes are names, calls are kept as inert objects; only `OrderedDict()` becomes a dictionary. Work and memory are
 * linear in the bytes.
 *
 * @throws UnreadableWeightsError for anything else
 */
export function readPickle(bytes: Uint8Array): PickleValue {
  if (bytes.length > mostBytes) {
    unreadable(`need a pickle of at most ${mostBytes} bytes; got ${bytes.length}: save the state_dict alone`);
  }
  const stack = new PickleStack(new PickleBytes(bytes));
  for (let count = 0; count < mostOpcodes; count++) {
    const opcode = stack.bytes.uint8();
    if (opcode === stop) return stack.pop();
    const act = pickleOpcodes.get(opcode);
    if (!act) {
      return unreadable(
        `need a pickle of tensors, numbers and names; got the opcode 0x${opcode.toString(16)} at byte ${stack.bytes.at - 1}: save the state_dict alone with torch.save`,
      );
    }
    act(stack);
  }
  return unreadable(`need a pickle of at most ${mostOpcodes} steps; got more: save the state_dict alone`);
}
