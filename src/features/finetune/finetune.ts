import type { PeopleStore } from '../../session/people/peopleState.ts';
import { type ComparisonStore, createComparisonStore } from './compare/comparisonStore.ts';
import { createLabellers } from './labels/labellers.ts';
import { createLabellingStore, type LabellingStore } from './labels/labellingStore.ts';
import { createPairStore, type PairStore } from './pair/pairStore.ts';
import type { RunsStore } from './runs/runsState.ts';
import { createRunsStore } from './runs/runsStore.ts';
import type { FinetuneClients } from './training/finetuneClients.ts';
import { createRecipeStore, type RecipeStore } from './training/recipeStore.ts';
import { createRepresentationCache } from './training/representationCache.ts';

/** The stores of the Fine-tune room. */
export interface Finetune {
  labelling: LabellingStore;
  /** What other people labelled by hand. */
  people: PeopleStore;
  recipe: RecipeStore;
  runs: RunsStore;
  comparison: ComparisonStore;
  /** What two runs are compared by. */
  pair: PairStore;
  starts: FinetuneClients['starts'];
  /**
   * Reads what is saved for a catalogue, by its key.
   *
   * @param isLonger the one that was open has galaxies below its own now: a run or a test under way goes on. Default false
   */
  open(catalogue: string | null, isLonger?: boolean): Promise<void>;
}

/** Builds the stores, empty until `open` is called; they share one cache of representations. */
export function createFinetune(clients: FinetuneClients): Finetune {
  const representations = createRepresentationCache(clients);
  const labelling = createLabellingStore(clients.session, clients.shelf);
  const people = createLabellers(clients, labelling);
  const runs = createRunsStore(clients, representations);
  const comparison = createComparisonStore(clients, representations);
  const pair = createPairStore(
    clients,
    representations,
    () => runs.getState().work !== null || comparison.getState().job !== null,
  );
  const recipe = createRecipeStore();
  runs.subscribe((now, { work }) => {
    if (work?.doing !== 'training' || now.work === work) return;
    const isFinished = now.runs?.some(({ key, finished }) => key === work.key && finished) ?? false;
    if (isFinished && recipe.getState().step === 'train') recipe.getState().go('results');
  });
  return {
    labelling,
    people,
    recipe,
    runs,
    comparison,
    pair,
    starts: clients.starts,
    async open(catalogue, isLonger = false) {
      if (!isLonger) {
        comparison.getState().forget();
        pair.getState().forget();
      }
      await Promise.all([
        labelling.getState().open(catalogue),
        ...(isLonger ? [] : [runs.getState().open(catalogue)]), // what is looked at or trained stays
      ]);
    },
  };
}
