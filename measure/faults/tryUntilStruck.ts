import type { Random } from '../../src/maths/statistics/random.ts';
import type { Activity } from './activity.ts';
import type { Kill } from './kills.ts';
import { stretchLimits } from './limits.ts';
import { firstLine, oneTry, type TryResult } from './oneTry.ts';
import type { Seat } from './seat.ts';

const missesForgiven = 3; // an activity that was over too soon is killed earlier the next time

/** One try, made again with an earlier kill where the activity was over before it. Never rejects. */
export async function tryUntilStruck(
  seat: Seat,
  activity: Activity,
  kill: Kill,
  random: Random,
): Promise<TryResult> {
  let share = random.uniform();
  let result: TryResult = { ending: 'missed', why: '' };
  for (let miss = 0; miss < missesForgiven && result.ending === 'missed'; miss++) {
    stretchLimits();
    try {
      result = await oneTry(seat, activity, kill, share);
    } catch (error) {
      result = { ending: 'stuck', why: firstLine(error) };
    }
    share /= 3;
  }
  return result;
}
