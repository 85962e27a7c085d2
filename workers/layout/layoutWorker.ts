import { transfer } from 'comlink';
import type { LayoutWorker } from '../../src/contracts/layout.ts';
import { placeSteps } from '../../src/maths/layout/placement.ts';
import { type AffineBasis, projectOnto } from '../../src/maths/linear/projection.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { ComponentStream } from './componentStream.ts';
import { runMap } from './mapRun.ts';

/** The layout worker without its worker: representations in, components and map positions out. */
export function createLayoutWorker(clock: Clock): LayoutWorker {
  let stream: ComponentStream | undefined;
  let given: AffineBasis | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  /** Calls that touch the stream run one after the other, in the order they came; layouts run beside them. */
  function inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = queue.then(call);
    queue = turn.catch(() => undefined); // whoever called hears of the failure; the next in line goes on
    return turn;
  }

  function started(): ComponentStream {
    if (!stream) throw new Error('need begin(dimension, components) before vectors can be added');
    return stream;
  }

  return {
    begin: (dimension, components) =>
      inTurn(async () => {
        stream = new ComponentStream(dimension, components);
        given = undefined;
      }),

    add: (rows, vectors) =>
      inTurn(() => serveJob(undefined, job => runSteps(started().addSteps(rows, vectors), job, clock))),

    components: port =>
      inTurn(() =>
        serveJob(port, async job => {
          const held = started();
          const found = await runSteps(held.componentsSteps(), job, clock, done => {
            job.report({ phase: 'Compressing representations', done, total: held.size, unit: 'galaxies' });
          });
          return transfer(found, [found.matrix.values.buffer, found.rows.buffer]);
        }),
      ),

    project: vectors =>
      inTurn(async () => {
        const basis = given ?? stream?.basis;
        if (!basis)
          throw new Error('need representations (add) or a basis (setBasis) before vectors can be projected');
        const values = projectOnto(basis, vectors);
        const rows = vectors.length / basis.mean.length;
        return transfer({ rows, columns: basis.axes.length / basis.mean.length, values }, [values.buffer]);
      }),

    setBasis: (mean, axes) =>
      inTurn(async () => {
        if (axes.columns !== mean.length || axes.values.length !== axes.rows * axes.columns) {
          throw new RangeError(
            `need axes of ${mean.length} numbers each; got ${axes.rows} × ${axes.columns} in ${axes.values.length} numbers`,
          );
        }
        given = { mean, axes: axes.values };
        stream = undefined;
      }),

    layout: (matrix, options, onPositions, port) =>
      serveJob(port, async job => {
        const show = (positions: Float32Array) => onPositions(transfer(positions, [positions.buffer]));
        const positions = await runMap(matrix, options, show, job, clock);
        return transfer(positions, [positions.buffer]);
      }),

    place: (placed, positions, added, port) =>
      serveJob(port, async job => {
        const steps = placeSteps(placed.values, positions, added.values, placed.columns);
        const out = await runSteps(steps, job, clock, done => {
          job.report({ phase: 'Placing new galaxies', done, total: added.rows, unit: 'galaxies' });
        });
        return transfer(out, [out.buffer]);
      }),
  };
}
