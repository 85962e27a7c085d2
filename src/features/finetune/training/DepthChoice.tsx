import '@mantine/core/styles/NumberInput.css';
import { NumberInput, SegmentedControl } from '@mantine/core';
import { useEffect } from 'react';
import room from '../../../ui/room.module.css';
import type { Recipe } from './recipe.ts';

interface DepthChoiceProps {
  recipe: Recipe;
  /** Blocks of the network to begin from; 0 where only a head can be trained, undefined where that is not known yet. */
  blocks?: number;
  onChange(fields: Partial<Recipe>): void;
}

const meanings = {
  head: 'Only the last layer learns, on representations made once: seconds. The best choice for few labels.',
  blocks:
    'The head and the blocks next to it learn, each lower one more slowly; the layers below them are computed once and kept.',
  all: 'The whole network learns: minutes to hours, and it needs thousands of labels.',
};
const mostBlocks = 9; // Zoobot's count for an EfficientNet, until a network's own is known
const usualBlocks = 2; // what the paper's browser-sized experiments thaw

/** How much of the network learns. */
export function DepthChoice({ recipe: { depth }, blocks, onChange }: DepthChoiceProps) {
  useEffect(() => {
    // Another network was chosen that has fewer blocks.
    if (blocks === undefined || depth === 'head') return;
    if (blocks === 0) onChange({ depth: 'head' });
    else if (typeof depth === 'number' && depth > blocks) onChange({ depth: blocks });
  }, [blocks, depth, onChange]);
  const kind = typeof depth === 'number' ? 'blocks' : depth;
  return (
    <div className={room.part}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Depth"
        data={[
          { value: 'head', label: 'Head only' },
          { value: 'blocks', label: 'Top blocks', disabled: blocks === 0 },
          { value: 'all', label: 'Everything', disabled: blocks === 0 },
        ]}
        value={kind}
        onChange={value =>
          onChange({
            depth:
              value === 'blocks' ? Math.min(usualBlocks, blocks ?? usualBlocks) : (value as 'head' | 'all'),
          })
        }
      />
      <p className={room.note}>
        {meanings[kind]}
        {blocks === 0 && ' Of this network no more than a head can be trained here.'}
      </p>
      {typeof depth === 'number' && (
        <NumberInput
          size="xs"
          label="Blocks that learn"
          min={1}
          max={blocks ?? mostBlocks}
          description={blocks === undefined ? undefined : `Of ${blocks}, counted from the top.`}
          value={depth}
          onChange={value => typeof value === 'number' && onChange({ depth: value })}
        />
      )}
    </div>
  );
}
