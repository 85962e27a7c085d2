import { UnreadableWeightsError } from '../unreadableWeights.ts';
import type { PickleBytes } from './pickleBytes.ts';
import {
  PickleClass,
  PickleDict,
  PickleList,
  PickleObject,
  PickleSet,
  PickleTuple,
  type PickleValue,
} from './pickleValues.ts';

const mark = Symbol('mark');
const damaged = 'the file is damaged, fetch it again';

/** The stack and the memo of one pickle, and what its opcodes do to them. */
export class PickleStack {
  private readonly stack: (PickleValue | typeof mark)[] = [];
  readonly memo = new Map<number, PickleValue>();

  constructor(readonly bytes: PickleBytes) {}

  mark(): void {
    this.stack.push(mark);
  }

  push(value: PickleValue): void {
    this.stack.push(value);
  }

  pop(): PickleValue {
    const value = this.stack.pop();
    if (value === undefined || value === mark) throw this.misfit();
    return value;
  }

  /** The topmost `count` values, lowest first. */
  popMany(count: number): PickleValue[] {
    const values: PickleValue[] = [];
    for (let i = 0; i < count; i++) values.push(this.pop());
    return values.reverse();
  }

  popToMark(): PickleValue[] {
    const start = this.stack.lastIndexOf(mark);
    if (start < 0) throw this.misfit();
    const values = this.stack.splice(start) as PickleValue[];
    values.shift(); // the mark
    return values;
  }

  private top(): PickleValue {
    const value = this.stack.at(-1);
    if (value === undefined || value === mark) throw this.misfit();
    return value;
  }

  append(values: PickleValue[]): void {
    const list = this.top();
    if (!(list instanceof PickleList)) throw this.misfit();
    for (const value of values) list.items.push(value);
  }

  setItems(values: PickleValue[]): void {
    const dict = this.top();
    if (!(dict instanceof PickleDict)) {
      if (dict instanceof PickleObject) return; // a subclass of dict: inert
      throw this.misfit();
    }
    if (values.length % 2 !== 0) throw this.misfit();
    for (let i = 0; i < values.length; i += 2) dict.set(values[i], values[i + 1]);
  }

  addItems(values: PickleValue[]): void {
    const set = this.top();
    if (!(set instanceof PickleSet)) throw this.misfit();
    for (const value of values) set.add(value);
  }

  remember(index: number): void {
    this.memo.set(index, this.top());
  }

  recall(index: number): void {
    const value = this.memo.get(index);
    if (value === undefined) {
      throw new UnreadableWeightsError(
        `need what the pickle remembers as ${index}; got nothing there: ${damaged}`,
      );
    }
    this.push(value);
  }

  stackGlobal(): void {
    const [module, name] = this.popMany(2);
    if (typeof module !== 'string' || typeof name !== 'string') throw this.misfit();
    this.push(new PickleClass(`${module} ${name}`));
  }

  /** REDUCE and NEWOBJ: what would be called, and with what, is kept. */
  call(): void {
    const [callee, args] = this.popMany(2);
    if (!(callee instanceof PickleClass) || !(args instanceof PickleTuple)) throw this.misfit();
    const isDict = callee.name === 'collections OrderedDict' && args.items.length === 0;
    this.push(isDict ? new PickleDict() : new PickleObject(callee, args));
  }

  build(): void {
    const state = this.pop();
    const object = this.top();
    // A state_dict carries `_metadata` this way, which says nothing of the weights.
    if (object instanceof PickleObject) object.state = state;
    else if (!(object instanceof PickleDict)) throw this.misfit();
  }

  private misfit(): UnreadableWeightsError {
    return new UnreadableWeightsError(
      `need a pickle whose parts fit together; got a misfit before byte ${this.bytes.at}: ${damaged}`,
    );
  }
}
