import type { TrainedCard } from '../../../contracts/finetune.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import type { WorkerTraining } from '../training/workerTraining.ts';
import type { JudgedRun } from './judgeTrainedRun.ts';
import type { RunContext } from './runContext.ts';

/** Step 4: saves the run with its network as a file and its answers for the test split. */
export async function keepRun(
  { clients, get, put, runOf, set }: RunContext,
  { run: judged, testOutputs }: JudgedRun,
  training: WorkerTraining,
): Promise<void> {
  const { clock, shelf } = clients;
  const { key } = judged;
  const bytes = await training.exportNetwork(cardOf(judged));
  const name = runOf(key)?.name ?? judged.name; // it may have been renamed meanwhile
  const run = { ...judged, name, changedMs: clock() };
  const answers = { test: testOutputs };
  await shelf.putFile(key, new Blob([bytes]));
  await shelf.putAnswers(key, answers);
  await shelf.put(run);
  put(run);
  if (get().shown === key) set({ answers });
}

function cardOf({ name, split, figures, head, numbers }: FinetuneRun): TrainedCard {
  const { train, validation, test, seed } = split;
  return {
    title: name,
    split: { train: train.length, validation: validation.length, test: test.length, seed },
    figures: [...figures],
    ...(head && { head }),
    ...(numbers && { numbers }),
  };
}
