import { transfer } from 'comlink';
import type { LayoutWorker } from '../../src/contracts/layout.ts';
import { type AffineBasis, projectOnto } from '../../src/maths/linear/projection.ts';
import { sixteenBitRowsOf } from '../../src/maths/neighbours/sixteenBitRows.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { ComponentStream } from './componentStream.ts';
import { runMap } from './mapRun.ts';
import { placeAmongSteps } from './placedAmong.ts';

/** The layout worker as an object, for its thread and for tests: representations in, components and map positions out. */
export function createLayoutWorker(clock: Clock): LayoutWorker {
  let stream: ComponentStream | undefined;
  /** The basis a catalogue brought with it; it stands in for that of a stream. */
  let givenBasis: AffineBasis | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** Maps under way that still look for more neighbours. */
  const searching = new Set<symbol>();

  /** Calls that touch the stream run one after the other, in the order they came; layouts run beside them. */
  function inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = last.then(call);
    last = turn.catch(() => undefined); // the caller hears of the failure; the next call runs
    return turn;
  }

  /** @throws Error before `begin` */
  function presentStream(): ComponentStream {
    if (!stream) throw new Error('need begin(dimension, components) before vectors can be added');
    return stream;
  }

  return {
    begin: (dimension, components) =>
      inTurn(async () => {
        stream = new ComponentStream(dimension, components);
        givenBasis = undefined;
      }),

    add: (rows, vectors) =>
      inTurn(() => serveJob(undefined, job => runSteps(presentStream().addSteps(rows, vectors), job, clock))),

    components: port =>
      inTurn(() =>
        serveJob(port, async job => {
          const { size: total } = presentStream();
          const found = await runSteps(presentStream().componentsSteps(), job, clock, done => {
            job.report({ phase: 'Compressing representations', done, total, unit: 'galaxies' });
          });
          const matrix = sixteenBitRowsOf(found.matrix.values, found.matrix.columns);
          const { coarse, fine, scales } = matrix;
          const buffers = [coarse, fine, scales, found.rows].map(({ buffer }) => buffer as ArrayBuffer);
          return transfer({ ...found, matrix }, buffers);
        }),
      ),

    project: vectors =>
      inTurn(async () => {
        const basis = givenBasis ?? stream?.basis;
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
        givenBasis = { mean, axes: axes.values };
        stream = undefined;
      }),

    layout: (components, options, onPositions, port) =>
      serveJob(port, async job => {
        const show = (positions: Float32Array) => onPositions(transfer(positions, [positions.buffer]));
        const mine = Symbol();
        searching.add(mine);
        const enough = () => !searching.has(mine);
        try {
          const map = await runMap(components, options, show, { ...job, enough }, clock);
          return transfer(map, [map.positions.buffer]);
        } finally {
          searching.delete(mine);
        }
      }),

    async enough() {
      searching.clear();
    },

    place: (placed, positions, added, port) =>
      serveJob(port, async job => {
        const out = await runSteps(placeAmongSteps(placed, positions, added), job, clock, done => {
          job.report({ phase: 'Placing new galaxies', done, total: added.rows, unit: 'galaxies' });
        });
        return transfer(out, [out.buffer]);
      }),
  };
}
