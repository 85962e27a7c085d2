import type { Asked, Reason } from '../../../contracts/anomalies.ts';

/** Why a galaxy is on the card. */
export type CardReason =
  | Reason
  /** Stands out from the others before anyone has rated. */
  | 'unusual'
  /** Among the highest of the answer the person chose. */
  | 'volunteers say so'
  /** Low in that answer: the model needs both. */
  | 'volunteers say not'
  /** The person chose it themselves. */
  | 'your choice';

/** A galaxy to be rated, with the expected rating at the time it was chosen. */
export interface Card extends Omit<Asked, 'reason'> {
  reason: CardReason;
}
