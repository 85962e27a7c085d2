import { unreadable } from '../unreadableWeights.ts';
import type { PickleStack } from './pickleStack.ts';
import { PersistentId, PickleClass, PickleDict, PickleList, PickleSet, PickleTuple } from './pickleValues.ts';

/** The opcode that ends a pickle; its value is then on top of the stack. */
export const stop = 0x2e;

/** What each opcode that torch.save and Lightning write does (Python's Lib/pickletools.py). */
export const pickleOpcodes = new Map<number, (stack: PickleStack) => void>([
  [0x80, stack => checkProtocol(stack.bytes.uint8())], // PROTO
  [0x95, stack => stack.bytes.take(8)], // FRAME: eight bytes of length, of use only to readers that buffer
  [0x28, stack => stack.mark()], // MARK
  [0x4e, stack => stack.push(null)], // NONE
  [0x88, stack => stack.push(true)], // NEWTRUE
  [0x89, stack => stack.push(false)], // NEWFALSE
  [0x4b, stack => stack.push(stack.bytes.uint8())], // BININT1
  [0x4d, stack => stack.push(stack.bytes.uint16())], // BININT2
  [0x4a, stack => stack.push(stack.bytes.int32())], // BININT
  [0x8a, stack => stack.push(stack.bytes.long(stack.bytes.uint8()))], // LONG1
  [0x47, stack => stack.push(stack.bytes.float64())], // BINFLOAT
  [0x58, stack => stack.push(stack.bytes.text(stack.bytes.uint32()))], // BINUNICODE
  [0x8c, stack => stack.push(stack.bytes.text(stack.bytes.uint8()))], // SHORT_BINUNICODE
  [0x55, stack => stack.push(stack.bytes.text(stack.bytes.uint8()))], // SHORT_BINSTRING
  [0x54, stack => stack.push(stack.bytes.text(stack.bytes.uint32()))], // BINSTRING
  [0x42, stack => stack.push(stack.bytes.raw(stack.bytes.uint32()))], // BINBYTES
  [0x43, stack => stack.push(stack.bytes.raw(stack.bytes.uint8()))], // SHORT_BINBYTES
  [0x29, stack => stack.push(new PickleTuple([]))], // EMPTY_TUPLE
  [0x85, stack => stack.push(new PickleTuple(stack.popMany(1)))], // TUPLE1
  [0x86, stack => stack.push(new PickleTuple(stack.popMany(2)))], // TUPLE2
  [0x87, stack => stack.push(new PickleTuple(stack.popMany(3)))], // TUPLE3
  [0x74, stack => stack.push(new PickleTuple(stack.popToMark()))], // TUPLE
  [0x5d, stack => stack.push(new PickleList())], // EMPTY_LIST
  [0x61, stack => stack.append(stack.popMany(1))], // APPEND
  [0x65, stack => stack.append(stack.popToMark())], // APPENDS
  [0x7d, stack => stack.push(new PickleDict())], // EMPTY_DICT
  [0x73, stack => stack.setItems(stack.popMany(2))], // SETITEM
  [0x75, stack => stack.setItems(stack.popToMark())], // SETITEMS
  [0x8f, stack => stack.push(new PickleSet())], // EMPTY_SET
  [0x90, stack => stack.addItems(stack.popToMark())], // ADDITEMS
  [0x71, stack => stack.remember(stack.bytes.uint8())], // BINPUT
  [0x72, stack => stack.remember(stack.bytes.uint32())], // LONG_BINPUT
  [0x94, stack => stack.remember(stack.memo.size)], // MEMOIZE
  [0x68, stack => stack.recall(stack.bytes.uint8())], // BINGET
  [0x6a, stack => stack.recall(stack.bytes.uint32())], // LONG_BINGET
  [0x63, stack => stack.push(new PickleClass(`${stack.bytes.line()} ${stack.bytes.line()}`))], // GLOBAL
  [0x93, stack => stack.stackGlobal()], // STACK_GLOBAL
  [0x51, stack => stack.push(new PersistentId(stack.pop()))], // BINPERSID
  [0x52, stack => stack.call()], // REDUCE
  [0x81, stack => stack.call()], // NEWOBJ
  [0x62, stack => stack.build()], // BUILD
]);

function checkProtocol(protocol: number): void {
  if (protocol < 2 || protocol > 5) {
    unreadable(`need a pickle of protocol 2 to 5; got ${protocol}: save it anew with torch.save`);
  }
}
