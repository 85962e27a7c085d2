import { createStore, type StoreApi } from 'zustand/vanilla';
import { freshStartOf } from '../../../maths/architectures/freshStart.ts';
import { usualAugmentation } from '../../../maths/images/augmentation.ts';
import { firstRecipe, type Recipe, usual } from './recipe.ts';

/** The steps of the room. */
export type Step = 'labels' | 'train' | 'results' | 'runs';

interface RecipeState {
  recipe: Recipe;
  /** The step that the room shows. */
  step: Step;
  /**
   * Changes the recipe. A learning rate that is the default of the depth follows it. A start from nothing brings the settings that
   * suit it: all of it learns, on turned and mirrored views.
   */
  change(fields: Partial<Recipe>): void;
  /** Puts Zoobot's settings back; start, depth, augmentation, balance and seed stay. */
  reset(): void;
  go(step: Step): void;
}

/** Store of the next training's recipe, made by `createRecipeStore`. */
export type RecipeStore = StoreApi<RecipeState>;

/** The recipe of the next training and the room's step; kept while other rooms are open. */
export function createRecipeStore(): RecipeStore {
  return createStore<RecipeState>((set, get) => ({
    recipe: firstRecipe,
    step: 'labels',
    change(fields) {
      const { recipe } = get();
      const [was, is] = [recipe.start, fields.start ?? recipe.start].map(start => !!freshStartOf(start));
      if (was !== is) {
        const depth = is ? ('all' as const) : ('head' as const);
        const shape = { width: null, places: null };
        const views = { augmentation: is ? usualAugmentation : null };
        set({ recipe: { ...recipe, ...usual(depth, fields.start), ...views, ...shape, depth, ...fields } });
        return;
      }
      const deeper = fields.depth !== undefined && (fields.depth === 'head') !== (recipe.depth === 'head');
      // A rate that is still the default of the former depth becomes the default of the new one.
      const rate =
        deeper && recipe.learningRate === usual(recipe.depth).learningRate
          ? { learningRate: usual(fields.depth ?? 'head').learningRate }
          : {};
      // Another network from nothing has a width of its own.
      const shape = fields.start !== undefined &&
        fields.start !== recipe.start && { width: null, places: null };
      set({ recipe: { ...recipe, ...rate, ...shape, ...fields } });
    },
    reset() {
      const { recipe } = get();
      set({ recipe: { ...recipe, ...usual(recipe.depth, recipe.start) } });
    },
    go: step => set({ step }),
  }));
}
