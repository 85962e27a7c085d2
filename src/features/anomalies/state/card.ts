import type { Asked, Reason } from '../../../contracts/anomalies.ts';

/** Why a galaxy is on the card. */
export type CardReason =
  | Reason
  /** Stands out from the others before anyone has rated. */
  | 'unusual'
  /** Among the highest of the answer the person chose. */
  | 'volunteers say so'
  /** Among the lowest of it: the model needs both. */
  | 'volunteers say not'
  /** The person came to it themselves. */
  | 'your choice';

/** A galaxy to be rated, its expectation as it was when it was chosen. */
export interface Card extends Omit<Asked, 'reason'> {
  reason: CardReason;
}
