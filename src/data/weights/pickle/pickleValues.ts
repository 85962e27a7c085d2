/** What the pickle machine makes. A dictionary keeps the order it was written in; keys are compared as JavaScript does. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | PickleTuple
  | PickleList
  | PickleDict
  | PickleSet
  | PickleClass
  | PickleObject
  | PersistentId;

/** A Python tuple. */
export class PickleTuple {
  constructor(readonly items: readonly PickleValue[]) {}
}

/** A Python list. */
export class PickleList {
  readonly items: PickleValue[] = [];
}

/** A Python dict, in order of insertion. */
export class PickleDict extends Map<PickleValue, PickleValue> {}

/** A Python set or frozenset. */
export class PickleSet extends Set<PickleValue> {}

/** A class or function by its name alone: "torch FloatStorage". */
export class PickleClass {
  constructor(readonly name: string) {}
}

/** What a call or `__new__` would have made, had it been done: its parts, inert. */
export class PickleObject {
  state: PickleValue = null;
  constructor(
    readonly of: PickleClass,
    readonly args: PickleTuple,
  ) {}

  /** An attribute of an instance pickled the usual way, by its `__dict__`. */
  attribute(name: string): PickleValue | undefined {
    return this.state instanceof PickleDict ? this.state.get(name) : undefined;
  }
}

/** A reference to something outside the pickle: for torch, a storage. */
export class PersistentId {
  constructor(readonly id: PickleValue) {}
}
