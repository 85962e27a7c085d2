import type { GroupAgreement } from '../../contracts/people.ts';
import { agreementSteps } from '../../data/people/groupAgreement.ts';
import type { VerdictTable } from '../../data/people/verdictTable.ts';

const breathAfterMs = 8; // half a frame: the page stays responsive

/**
 * How far people agree, computed in small steps so that the page never stands still for long.
 *
 * @param seed of the intervals
 * @returns undefined where `signal` aborted it
 */
export async function agreementInSteps(
  table: VerdictTable,
  seed: number,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): Promise<GroupAgreement | undefined> {
  const steps = agreementSteps(table, seed);
  let sinceMs = now();
  while (!signal.aborted) {
    const step = steps.next();
    if (step.done) return step.value;
    if (now() - sinceMs < breathAfterMs) continue;
    await new Promise(resolve => setTimeout(resolve, 0));
    sinceMs = now();
  }
  return undefined;
}
