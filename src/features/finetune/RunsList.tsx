import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { FinetuneRun } from '../../data/finetuneRuns.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from './FinetuneRoom.module.css';
import type { Finetune } from './finetune.ts';
import classes from './RunsList.module.css';
import { depthText } from './recipe.ts';

/** The runs of this catalogue side by side. */
export function RunsList({ finetune }: { finetune: Finetune }) {
  const runs = useStore(finetune.runs, s => s.runs);
  const shown = useStore(finetune.runs, s => s.shown);
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
  return (
    <ul className={classes.runs} aria-label="Runs">
      {(runs ?? []).map(run => (
        <li key={run.key} data-shown={run.key === shown}>
          <Run finetune={finetune} run={run} shown={run.key === shown} />
        </li>
      ))}
    </ul>
  );
}

function Run({ finetune, run, shown }: { finetune: Finetune; run: FinetuneRun; shown: boolean }) {
  const [naming, setNaming] = useState(false);
  const { show, rename, remove } = finetune.runs.getState();
  const { train, validation, test } = run.split;
  function open(): void {
    void show(run.key);
    finetune.recipe.getState().go('results');
  }
  return (
    <>
      <div className={room.line}>
        {naming ? (
          <TextInput
            className={room.grow}
            size="xs"
            aria-label="Name of the run"
            autoFocus
            maxLength={60}
            defaultValue={run.name}
            onBlur={event => {
              void rename(run.key, event.currentTarget.value);
              setNaming(false);
            }}
            onKeyDown={event => {
              if (event.key === 'Enter') event.currentTarget.blur();
              if (event.key === 'Escape') setNaming(false);
            }}
          />
        ) : (
          <Button
            className={room.grow}
            size="compact-sm"
            variant="default"
            justify="start"
            aria-pressed={shown}
            title={run.name}
            onClick={open}
          >
            {run.name}
          </Button>
        )}
        <ActionIcon aria-label={`Rename ${run.name}`} title="Rename" onClick={() => setNaming(true)}>
          <IconPencil size={14} />
        </ActionIcon>
        <ActionIcon aria-label={`Delete ${run.name}`} title="Delete" onClick={() => void remove(run.key)}>
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      <p className={room.note}>
        {run.question}, {depthText(run.options.depth)} from {run.weights.replace(/^file:/, '')};{' '}
        {train.length + validation.length + test.length} labels, {run.epochs.length} epochs
        {run.finished ? '' : ', not finished'}
      </p>
      {run.figures.slice(0, 2).map(({ label, value, note }) => (
        <div key={label} className={room.fact} title={note}>
          <span>{label}</span>
          <span>{value}</span>
        </div>
      ))}
    </>
  );
}
