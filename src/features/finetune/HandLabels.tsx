import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { formatCount, formatGalaxies } from '../../ui/quantity.ts';
import room from './FinetuneRoom.module.css';
import type { Finetune } from './finetune.ts';
import classes from './HandLabels.module.css';
import { mostClasses } from './handLabelling.ts';
import { type LabellingOrder, labellingQueue } from './labellingOrder.ts';
import { useLabelKeys } from './useLabelKeys.ts';
import { useShownValues } from './useShownValues.ts';

/** Labels given galaxy by galaxy with a key, or to all inside a lasso at once. */
export function HandLabels({ finetune }: { finetune: Finetune }) {
  const { labelling } = finetune;
  const { selection, catalogue } = useSession();
  const hand = useStore(labelling, s => s.hand);
  const ids = useStore(catalogue, s => s.catalogue?.ids) ?? [];
  const row = useStore(selection, s => s.row);
  const many = useStore(selection, s => s.rows);
  const shown = useShownValues(finetune.runs);
  const [order, setOrder] = useState<LabellingOrder>('random');
  const [naming, setNaming] = useState<number | null>(null);
  const passed = useRef(new Set<number>());
  const probabilities = shown?.run.task.kind === 'classes' ? shown.values : undefined;
  const { label, undo, addClass, removeLastClass, renameClass } = labelling.getState();

  const keys = useMemo(() => {
    function next(): void {
      const { hand: now } = labelling.getState();
      const { row: present, choose } = selection.getState();
      if (present !== null) passed.current.add(present);
      const queue = labellingQueue(order, ids, now, probabilities);
      const to = queue.find(each => !passed.current.has(each)) ?? queue.find(each => each !== present);
      if (to !== undefined) choose(to);
    }
    return {
      next,
      label(place: number) {
        const { row: present } = selection.getState();
        if (present === null || place >= labelling.getState().hand.classes.length) return;
        label([present], place);
        next();
      },
      labelSelected(place: number) {
        const { rows } = selection.getState();
        if (rows.length > 0 && place < labelling.getState().hand.classes.length) label(rows, place);
      },
      undo() {
        const back = undo();
        if (back !== null) selection.getState().choose(back);
      },
    };
  }, [labelling, selection, label, undo, order, ids, probabilities]);
  useLabelKeys(keys);

  const own = row === null ? undefined : hand.labels.get(ids[row]);
  const counts = hand.classes.map((_, i) => [...hand.labels.values()].filter(each => each === i).length);
  return (
    <div className={room.part}>
      <p className={room.note}>
        {row === null
          ? 'Choose a galaxy on the map, or take the next one; then give it a class by key or button.'
          : `The galaxy above is ${own === undefined ? 'not labelled yet' : `labelled ${hand.classes[own]}`}. A key gives it a class and brings the next.`}
      </p>
      <ul className={classes.classes} aria-label="Classes">
        {hand.classes.map((name, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its key
          <li key={i}>
            <kbd className={classes.key}>{i + 1}</kbd>
            {naming === i ? (
              <ClassName
                name={name}
                onDone={text => {
                  renameClass(i, text);
                  setNaming(null);
                }}
              />
            ) : (
              <Button
                className={classes.name}
                size="compact-sm"
                variant="default"
                aria-pressed={own === i}
                disabled={row === null}
                onClick={() => keys.label(i)}
              >
                {name}
              </Button>
            )}
            <span className={room.count}>{formatCount(counts[i])}</span>
            <ActionIcon aria-label={`Rename ${name}`} title={`Rename ${name}`} onClick={() => setNaming(i)}>
              <IconPencil size={14} />
            </ActionIcon>
            {many.length > 0 && (
              <Button size="compact-xs" variant="default" onClick={() => keys.labelSelected(i)}>
                All {formatCount(many.length)} selected
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={room.line}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          disabled={hand.classes.length >= mostClasses}
          onClick={addClass}
        >
          Add a class
        </Button>
        {hand.classes.length > 2 && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconMinus size={14} />}
            onClick={removeLastClass}
          >
            Remove the last
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          disabled={hand.past.length === 0}
          onClick={keys.undo}
        >
          Undo
        </Button>
        <Button size="compact-xs" variant="default" onClick={keys.next}>
          Next galaxy
        </Button>
      </div>
      <Select
        size="xs"
        label="Next comes"
        allowDeselect={false}
        data={[
          { value: 'random', label: 'a galaxy at random' },
          { value: 'margin', label: 'the most doubtful: two classes close', disabled: !probabilities },
          { value: 'entropy', label: 'the most doubtful: all classes close', disabled: !probabilities },
        ]}
        description={
          probabilities
            ? `Doubt is that of the run “${shown?.run.name}”.`
            : 'Once a run has answered for every galaxy, the most doubtful can come first.'
        }
        value={order}
        onChange={value => {
          passed.current.clear();
          setOrder((value ?? 'random') as LabellingOrder);
        }}
      />
      <p className={room.note}>
        {many.length > 0
          ? `${formatGalaxies(many.length)} selected: Shift and a class’s key labels them all.`
          : 'Press l and draw around galaxies on the map to label many at once.'}
      </p>
    </div>
  );
}

function ClassName({ name, onDone }: { name: string; onDone(text: string): void }) {
  const [text, setText] = useState(name);
  return (
    <TextInput
      className={classes.name}
      size="xs"
      aria-label="Name of the class"
      autoFocus
      maxLength={40}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onBlur={() => onDone(text)}
      onKeyDown={event => {
        if (event.key === 'Enter') onDone(text);
        if (event.key === 'Escape') onDone(name);
      }}
    />
  );
}
