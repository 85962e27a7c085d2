import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Recipe, zoobotRecipe } from './recipe.ts';

export type Step = 'labels' | 'train' | 'results' | 'runs';

export interface RecipeState {
  recipe: Recipe;
  /** What the room shows. */
  step: Step;
  change(fields: Partial<Recipe>): void;
  /** Zoobot's settings again; start, depth and balance stay. */
  reset(): void;
  go(step: Step): void;
}

export type RecipeStore = StoreApi<RecipeState>;

/** How the next training will be done; kept while one looks at other rooms. */
export function createRecipeStore(): RecipeStore {
  return createStore<RecipeState>((set, get) => ({
    recipe: zoobotRecipe,
    step: 'labels',
    change: fields => set({ recipe: { ...get().recipe, ...fields } }),
    reset() {
      const { start, depth, balance } = get().recipe;
      set({ recipe: { ...zoobotRecipe, start, depth, balance } });
    },
    go: step => set({ step }),
  }));
}
