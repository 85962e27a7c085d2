/** What is wrong with a rule's text, and where. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
  /** First character at fault, from 0; the length of the text where something is missing at its end. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}
