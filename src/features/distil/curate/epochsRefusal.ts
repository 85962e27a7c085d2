import type { DistilSettings } from '../../../contracts/distillation/distilSettings.ts';
import { formatCounted } from '../../../ui/text/quantity.ts';

/** Why the experts are too short for what is to be matched, and what to do; null where they are not. */
export function epochsRefusal({ method, experts, matching }: DistilSettings): string | null {
  if (method === 'dm') return null;
  const { epochsMatched = 1, cap } = matching;
  if (epochsMatched > experts.epochs) {
    return `An expert of ${formatCounted(experts.epochs, 'epoch')} has no ${epochsMatched} to be matched: take fewer epochs matched, or longer experts.`;
  }
  const most = experts.epochs - epochsMatched + 1;
  if (method === 'mtt' && cap > most) {
    return `An expert of ${formatCounted(experts.epochs, 'epoch')} allows a cap of ${most} at most where ${epochsMatched} ${epochsMatched === 1 ? 'is' : 'are'} matched.`;
  }
  return null;
}
