import '@mantine/core/styles/NumberInput.css';
import { NumberInput, SegmentedControl } from '@mantine/core';
import room from '../../../ui/room.module.css';
import type { Recipe } from './recipe.ts';

interface DepthChoiceProps {
  recipe: Recipe;
  onChange(fields: Partial<Recipe>): void;
}

const meanings = {
  head: 'Only the last layer learns, on representations made once: seconds. The best choice for few labels.',
  blocks:
    'The head and the blocks next to it learn, each lower one more slowly; the layers below them are computed once and kept.',
  all: 'The whole network learns: minutes to hours, and it needs thousands of labels.',
};
const usualBlocks = 2; // what the paper's browser-sized experiments thaw
const mostBlocks = 9; // Zoobot's count for an EfficientNet

/** How much of the network learns. */
export function DepthChoice({ recipe: { depth }, onChange }: DepthChoiceProps) {
  const kind = typeof depth === 'number' ? 'blocks' : depth;
  return (
    <div className={room.part}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Depth"
        data={[
          { value: 'head', label: 'Head only' },
          { value: 'blocks', label: 'Top blocks' },
          { value: 'all', label: 'Everything' },
        ]}
        value={kind}
        onChange={value => onChange({ depth: value === 'blocks' ? usualBlocks : (value as 'head' | 'all') })}
      />
      <p className={room.note}>{meanings[kind]}</p>
      {typeof depth === 'number' && (
        <NumberInput
          size="xs"
          label="Blocks that learn"
          min={1}
          max={mostBlocks}
          value={depth}
          onChange={value => typeof value === 'number' && onChange({ depth: value })}
        />
      )}
    </div>
  );
}
