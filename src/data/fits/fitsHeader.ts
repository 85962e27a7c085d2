import { UnreadableError } from '../bytes/unreadable.ts';
import type { CardValue } from './fitsCards.ts';

/** A header's values by keyword, asked for by the kind that is needed. */
export class FitsHeader {
  private readonly values: ReadonlyMap<string, CardValue>;
  /** Names file and extension in sentences: "extension 2 of a.fits". */
  readonly place: string;

  constructor(values: ReadonlyMap<string, CardValue>, place: string) {
    this.values = values;
    this.place = place;
  }

  get(keyword: string): CardValue {
    return this.values.get(keyword);
  }

  get keywords(): Iterable<string> {
    return this.values.keys();
  }

  /** Undefined where the keyword is missing or not a text. */
  text(keyword: string): string | undefined {
    const value = this.values.get(keyword);
    return typeof value === 'string' ? value : undefined;
  }

  /** Undefined where the keyword is missing or not a number. */
  number(keyword: string): number | undefined {
    const value = this.values.get(keyword);
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'number' ? value : undefined;
  }

  isTrue(keyword: string): boolean {
    return this.values.get(keyword) === true;
  }

  /**
   * A count: a whole number ≥ 0 that must be there unless `otherwise` is given.
   *
   * @throws UnreadableError for anything else
   */
  count(keyword: string, otherwise?: number): number {
    const value = this.values.get(keyword) ?? otherwise;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.broken(`${keyword} should be a whole number from 0 on, and is ${shown(value)}`);
  }

  /** The error for a header that contradicts itself. */
  broken(what: string): UnreadableError {
    return new UnreadableError(`The header of ${this.place} is damaged: ${what}. Fetch the file again.`);
  }
}

function shown(value: CardValue): string {
  return value === undefined ? 'missing' : String(value);
}
