import { Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import type { Finetune } from './finetune.ts';
import { TwoRuns } from './pair/TwoRuns.tsx';
import { RunsCompared } from './runs/RunsCompared.tsx';
import { RunsTable } from './runs/RunsTable.tsx';

/** The runs of this catalogue: to look at, compare, rename and delete. */
export function RunsStep({ finetune }: { finetune: Finetune }) {
  const runs = useStore(finetune.runs, s => s.runs);
  const shown = useStore(finetune.runs, s => s.shown);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [naming, setNaming] = useState<string | null>(null);
  const { show, rename, remove } = finetune.runs.getState();
  if (runs?.length === 0) {
    return (
      <EmptyState
        action={
          <Button size="xs" onClick={() => finetune.recipe.getState().go('labels')}>
            Choose labels
          </Button>
        }
      >
        Every training is kept here, to compare and to export.
      </EmptyState>
    );
  }
  const chosen = (runs ?? []).filter(({ key }) => picked.includes(key));
  const both =
    chosen.length === 2 && chosen.every(run => run.finished) ? ([chosen[0], chosen[1]] as const) : null;
  return (
    <div className={room.part}>
      <RunsTable
        runs={runs ?? []}
        picked={chosen.map(({ key }) => key)}
        shown={shown}
        naming={naming}
        onPick={setPicked}
        onShow={key => {
          void show(key);
          finetune.recipe.getState().go('results');
        }}
        onName={(key, name) => {
          setNaming(null);
          if (name !== null) void rename(key, name);
        }}
      />
      <div className={room.line}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPencil size={14} />}
          disabled={chosen.length !== 1}
          onClick={() => setNaming(chosen[0].key)}
        >
          Rename
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconTrash size={14} />}
          disabled={chosen.length === 0}
          onClick={() => void remove(chosen.map(({ key }) => key))}
        >
          Delete{chosen.length > 1 ? ` ${chosen.length} runs` : ''}
        </Button>
      </div>
      {chosen.length < 2 && (
        <p className={room.note}>
          Press a name to see what that run learnt. Pick one to rename or delete it, two or more to compare
          them. More columns are to the right; the panel can be made wider.
        </p>
      )}
      {chosen.length > 1 && <RunsCompared runs={chosen} />}
      {both && <TwoRuns runs={both} pair={finetune.pair} />}
    </div>
  );
}
