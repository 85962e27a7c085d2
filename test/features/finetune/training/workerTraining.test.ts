import type { Remote } from 'comlink';
import { expect, it } from 'vitest';
import type { TrainingRequest, TrainingState } from '../../../../src/contracts/finetune.ts';
import type { Progress } from '../../../../src/contracts/job.ts';
import type {
  FinetuneCalls,
  FinetuneWorkerClient,
} from '../../../../src/features/finetune/training/finetuneClients.ts';
import { firstRecipe, optionsOf } from '../../../../src/features/finetune/training/recipe.ts';
import { createWorkerTraining } from '../../../../src/features/finetune/training/workerTraining.ts';
import type { JobMessage } from '../../../../src/rpc/jobPort.ts';

const request: TrainingRequest = {
  examples: { kind: 'vectors', vectors: new Float32Array(12) },
  task: { kind: 'classes', classes: 2, labels: new Uint8Array(12) },
  train: Uint32Array.from({ length: 10 }, (_, row) => row),
  validation: Uint32Array.of(10, 11),
  options: optionsOf({ ...firstRecipe, maxEpochs: 4 }),
};

/** Workers that are lost at will: the next call finds another, as the client of the app does. */
function twoWorkers() {
  const started: { worker: number; epochs: number }[] = [];
  let worker = 0;
  const workerOf = (own: number) => {
    let epochs = 0;
    return {
      async startTraining(_request, from) {
        epochs = from?.figures.length ?? 0;
        started.push({ worker: own, epochs });
      },
      async trainEpoch(port) {
        const progress: Progress = { phase: 'Epoch 9', done: 4, total: 10, unit: 'galaxies' };
        port?.postMessage({ kind: 'progress', progress } satisfies JobMessage);
        await new Promise(resolve => setTimeout(resolve, 5)); // the message arrives
        epochs++;
        const figures = Array.from({ length: epochs }, (_, i) => ({
          epoch: i + 1,
          trainLoss: 1,
          validationLoss: 1,
        }));
        const state = { figures, tensors: new Map() } as unknown as TrainingState;
        return { figures: figures[epochs - 1], finished: false, state };
      },
      predictRows: async rows => Float32Array.from(rows, () => own),
    } satisfies Partial<FinetuneCalls> as unknown as Remote<FinetuneCalls>;
  };
  const workers = [workerOf(0), workerOf(1)];
  const client: FinetuneWorkerClient = {
    loadEncoder: async () => {
      throw new Error('need no network here');
    },
    call: make => make(workers[worker]),
    end() {},
  };
  return {
    client,
    started,
    lose() {
      worker = 1;
    },
  };
}

it('continues on a new worker from the last epoch that was over, also to predict', async () => {
  const { client, started, lose } = twoWorkers();
  const training = createWorkerTraining(client, request);
  await training.trainEpoch({});
  await training.trainEpoch({});
  expect(started).toEqual([{ worker: 0, epochs: 0 }]);
  lose();
  expect([...(await training.predict(Uint32Array.of(3)))]).toEqual([1]);
  expect((await training.trainEpoch({})).state.figures).toHaveLength(3);
  expect(started).toEqual([
    { worker: 0, epochs: 0 },
    { worker: 1, epochs: 2 },
  ]);
});

it('tells progress within all epochs', async () => {
  const { client } = twoWorkers();
  const seen: Progress[] = [];
  const training = createWorkerTraining(client, request);
  await training.trainEpoch({});
  await training.trainEpoch({ onProgress: progress => seen.push(progress) });
  expect(seen).toEqual([{ phase: 'Epoch 2 of at most 4', done: 14, total: 40, unit: 'galaxies' }]);
});
