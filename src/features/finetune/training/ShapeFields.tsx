import { NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { checkArchitecture } from '../../../maths/architectures/architecture.ts';
import { type FreshStart, freshStartOf } from '../../../maths/architectures/freshStart.ts';
import { sentenceOf } from '../../../session/notices.ts';
import room from '../../../ui/room.module.css';
import { type Recipe, startNameOf } from './recipe.ts';

interface ShapeFieldsProps {
  /** As it is usually built. */
  fresh: FreshStart;
  recipe: Recipe;
  onChange(fields: Partial<Recipe>): void;
}

/** Width of a transformer from nothing, and a Linformer's places. */
export function ShapeFields({ fresh: { architecture }, recipe, onChange }: ShapeFieldsProps) {
  if (architecture.kind !== 'vit') return null;
  const { dimension, projected, sidePx, patchPx } = architecture;
  const problem = shapeProblem(recipe);
  return (
    <div className={room.part}>
      <NumberInput
        size="xs"
        label="Width"
        description={`Numbers of a token, and of a representation: a multiple of 32. Twice as wide takes some three times as long. Usual: ${dimension}.`}
        min={32}
        max={512}
        step={32}
        value={recipe.width ?? dimension}
        onChange={value => typeof value === 'number' && onChange({ width: value })}
      />
      {projected !== undefined && (
        <NumberInput
          size="xs"
          label="Places, k"
          description={`What keys and values of ${(sidePx / patchPx) ** 2 + 1} tokens are projected to: a multiple of 4. Usual: ${projected}.`}
          min={4}
          max={256}
          step={4}
          value={recipe.places ?? projected}
          onChange={value => typeof value === 'number' && onChange({ places: value })}
        />
      )}
      {problem && (
        <p className={room.note} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

const problems: readonly (readonly [RegExp, string])[] = [
  [/^need tokens/, 'The width has to be a multiple of 32'],
  [/^need heads/, 'The width has to be a multiple of 32'],
  [/^need a multiple of 4 projected/, 'The number of places has to be a multiple of 4'],
];

/** Why a network of this shape cannot be built, as a sentence; null where it can. */
export function shapeProblem(recipe: Recipe): string | null {
  const fresh = freshStartOf(startNameOf(recipe));
  if (!fresh) return null;
  try {
    checkArchitecture(fresh.architecture);
    return null;
  } catch (error) {
    const told = sentenceOf(error);
    const [, what] = problems.find(([pattern]) => pattern.test(told)) ?? [];
    return what ? `${what}: change it to train.` : told;
  }
}
