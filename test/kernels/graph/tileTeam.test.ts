import { describe, expect, it } from 'vitest';
import { exactGraphSteps } from '../../../src/kernels/graph/exactGraph.ts';
import { listGraphSteps } from '../../../src/kernels/graph/listGraph.ts';
import { nearestOfOthersSteps } from '../../../src/kernels/graph/nearestOfOthers.ts';
import { instantiateTile } from '../../../src/kernels/graph/tileKernel.ts';
import { groupsDone, takeGroupsSteps, takeNoMore, tilePlan } from '../../../src/kernels/graph/tilePlan.ts';
import { helpWith, type TileTeam } from '../../../src/kernels/graph/tileTeam.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const [n, columns, k] = [1500, 10, 8];
const random = createRandom(5);
const values = Float32Array.from({ length: n * columns }, (_, i) => random.normal() / (1 + (i % columns)));
const points = { values, columns };

/** Two helpers that take their turns at random between the leader's steps. */
function interleaved() {
  const turns = createRandom(8);
  let helped = 0;
  let helpers: Generator<number, void>[] = [];
  const team: TileTeam = {
    share({ memory, module, plan }) {
      helpers = [0, 1].map(() => takeGroupsSteps(plan, instantiateTile(module, memory)));
    },
    check() {},
  };
  function run<Result>(steps: Generator<unknown, Result>): Result {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      for (const helper of helpers) if (turns.uniform() < 0.7 && !helper.next().done) helped++;
    }
  }
  return { team, run, helped: () => helped };
}

function alone<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('a team of threads', () => {
  it('finds the graphs that one thread finds', () => {
    const { team, run, helped } = interleaved();
    expect(run(exactGraphSteps(points, k, { team }))).toEqual(alone(exactGraphSteps(points, k)));
    expect(run(listGraphSteps(points, { k, team }))).toEqual(alone(listGraphSteps(points, { k })));
    expect(helped()).toBeGreaterThan(50);
  });

  it('finds the nearest of others that one thread finds', () => {
    const { team, run } = interleaved();
    const others = values.map((value, i) => value + 0.1 * Math.sin(i));
    const found: unknown[][] = [[], []];
    const each = function* (into: unknown[], helping?: TileTeam) {
      for (const step of nearestOfOthersSteps(points, others, { k, lists: 6, team: helping })) {
        if (typeof step !== 'number') into.push(step);
        yield;
      }
    };
    run(each(found[0], team));
    alone(each(found[1]));
    expect(found[0]).toEqual(found[1]);
  });

  it('waits for what others have taken, and says where they are lost', () => {
    let lost = false;
    const team: TileTeam = {
      share({ plan }) {
        Atomics.add(plan.taken, 0, 1); // one that takes a group and never does it
      },
      check() {
        if (lost) throw new Error('lost');
      },
    };
    const steps = exactGraphSteps(points, k, { team });
    for (let step = 0; step < 5000; step++) expect(steps.next().done).toBe(false);
    lost = true;
    expect(() => steps.next()).toThrow('lost');
  });

  it('does a whole plan in a helper alone', () => {
    const steps = exactGraphSteps(points, k, { team: { share: helpWith, check() {} } });
    expect(alone(steps)).toEqual(alone(exactGraphSteps(points, k)));
  });
});

describe('a plan of tiles', () => {
  it('is done group by group until nobody may take another', () => {
    const plan = tilePlan(
      [{ first: 0, end: 640, ranges: [0, 2] }],
      [
        [0, 5],
        [5, 9],
      ],
      false,
    );
    const calls: number[][] = [];
    const steps = takeGroupsSteps(plan, (...call) => calls.push(call));
    steps.next();
    steps.next();
    steps.next(); // in the middle of the second group
    expect(groupsDone(plan)).toBe(1);
    expect(takeNoMore(plan)).toBe(2);
    alone(steps);
    expect(groupsDone(plan)).toBe(2);
    expect(calls).toEqual([
      [0, 64, 0, 5],
      [0, 64, 5, 9],
      [64, 128, 0, 5],
      [64, 128, 5, 9],
    ]);
  });
});
