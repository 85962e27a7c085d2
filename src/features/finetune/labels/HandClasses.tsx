import { ActionIcon, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { NameField } from '../../../ui/NameField.tsx';
import { formatCount } from '../../../ui/text/quantity.ts';
import classes from './HandClasses.module.css';
import type { HandLabelling } from './handLabelling.ts';

interface HandClassesProps {
  hand: Pick<HandLabelling, 'classes' | 'labels'>;
  /** Class of the galaxy in view; undefined where it has none. */
  own: number | undefined;
  /** False while no galaxy is in view. */
  canLabel: boolean;
  /** Galaxies selected together. */
  selected: number;
  onLabel(place: number): void;
  onLabelSelected(place: number): void;
  onRename(place: number, name: string): void;
}

/** The classes with their keys, how many galaxies each has, and buttons that label more. */
export function HandClasses({
  hand,
  own,
  canLabel,
  selected,
  onLabel,
  onLabelSelected,
  onRename,
}: HandClassesProps) {
  const [naming, setNaming] = useState<number | null>(null);
  const counts = hand.classes.map(() => 0);
  for (const label of hand.labels.values()) counts[label]++;
  return (
    <ul className={classes.classes} aria-label="Classes">
      {hand.classes.map((name, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a class is its key
        <li key={i}>
          <kbd className={classes.key}>{i + 1}</kbd>
          {naming === i ? (
            <NameField
              className={classes.name}
              label="Name of the class"
              name={name}
              mostLetters={40}
              onDone={text => {
                if (text !== null) onRename(i, text);
                setNaming(null);
              }}
            />
          ) : (
            <Button
              className={classes.name}
              size="compact-sm"
              variant="default"
              aria-pressed={own === i}
              disabled={!canLabel}
              onClick={() => onLabel(i)}
            >
              {name}
            </Button>
          )}
          <span className={classes.count}>{formatCount(counts[i])}</span>
          <ActionIcon aria-label={`Rename ${name}`} title={`Rename ${name}`} onClick={() => setNaming(i)}>
            <IconPencil size={14} />
          </ActionIcon>
          {selected > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => onLabelSelected(i)}>
              All {formatCount(selected)} selected
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
