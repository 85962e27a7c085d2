import { createStore, type StoreApi } from 'zustand/vanilla';
import { firstRecipe, type Recipe, usual } from './recipe.ts';

export type Step = 'labels' | 'train' | 'results' | 'runs';

export interface RecipeState {
  recipe: Recipe;
  /** What the room shows. */
  step: Step;
  change(fields: Partial<Recipe>): void;
  /** Zoobot's settings again; start, depth, views, balance and seed stay. */
  reset(): void;
  go(step: Step): void;
}

export type RecipeStore = StoreApi<RecipeState>;

/** How the next training will be done; kept while one looks at other rooms. */
export function createRecipeStore(): RecipeStore {
  return createStore<RecipeState>((set, get) => ({
    recipe: firstRecipe,
    step: 'labels',
    change(fields) {
      const { recipe } = get();
      const deeper = fields.depth !== undefined && (fields.depth === 'head') !== (recipe.depth === 'head');
      // What is still the usual pace for one depth becomes that for the other.
      const pace =
        deeper && recipe.learningRate === usual(recipe.depth).learningRate
          ? { learningRate: usual(fields.depth ?? 'head').learningRate }
          : {};
      set({ recipe: { ...recipe, ...pace, ...fields } });
    },
    reset() {
      const { recipe } = get();
      set({ recipe: { ...recipe, ...usual(recipe.depth) } });
    },
    go: step => set({ step }),
  }));
}
