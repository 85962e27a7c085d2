/**
 * A learning rate that rises evenly from 0 and then falls along half a cosine (Loshchilov & Hutter 2017, as DINO uses it).
 *
 * @param step from 0
 * @param steps in all
 * @param warmUp steps until it is at its highest
 * @param highest at the end of the rise
 * @param last at the end
 */
export function warmCosine(
  step: number,
  steps: number,
  { warmUp, highest, last }: { warmUp: number; highest: number; last: number },
): number {
  if (step < warmUp) return (highest * (step + 1)) / warmUp;
  const done = Math.min(1, (step - warmUp) / Math.max(1, steps - warmUp));
  return last + ((highest - last) * (1 + Math.cos(Math.PI * done))) / 2;
}

/** The share of itself that a momentum teacher keeps at a step: from `start` to 1 along half a cosine (Grill et al. 2020). */
export function teacherMomentum(step: number, steps: number, start: number): number {
  return 1 - ((1 - start) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps))) / 2;
}

/** A number that rises evenly from `from` to `to` during `over` steps and stays: the teacher's temperature in DINO. */
export function risen(step: number, over: number, from: number, to: number): number {
  return over > 0 && step < over ? from + ((to - from) * step) / over : to;
}
