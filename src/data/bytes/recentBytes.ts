/** Cache of the most recently used values, at most `limitBytes` in all. Calls for a value that is still being made share it. */
export class RecentBytes<Value> {
  private readonly entries = new Map<string, { value: Promise<Value>; bytes: number }>();
  private heldBytes = 0;

  constructor(
    private readonly limitBytes: number,
    private readonly bytesOf: (value: Value) => number,
  ) {}

  /** The value of a key, made by `make` if it is not held. A failure is not kept. */
  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const held = this.entries.get(key);
    if (held) {
      this.entries.delete(key); // moves it to the recent end: a Map keeps the order of insertion
      this.entries.set(key, held);
      return held.value;
    }
    const entry = { value: make(), bytes: 0 };
    this.entries.set(key, entry);
    entry.value.then(
      value => {
        if (this.entries.get(key) !== entry) return;
        entry.bytes = this.bytesOf(value);
        this.heldBytes += entry.bytes;
        this.shrink(key);
      },
      () => this.entries.get(key) === entry && this.entries.delete(key),
    );
    return entry.value;
  }

  /** Forgets all values. */
  clear(): void {
    this.entries.clear();
    this.heldBytes = 0;
  }

  /** Drops the least recently used; the newest stays even when it alone is too large, since it is in use. */
  private shrink(newest: string): void {
    for (const [key, { bytes }] of this.entries) {
      if (this.heldBytes <= this.limitBytes) return;
      if (key === newest || bytes === 0) continue;
      this.entries.delete(key);
      this.heldBytes -= bytes;
    }
  }
}
