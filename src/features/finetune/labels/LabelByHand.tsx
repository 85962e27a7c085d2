import { Button, Select } from '@mantine/core';
import { IconArrowBackUp, IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { LargeImage } from '../../../ui/pictures/LargeImage.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { HandClasses } from './HandClasses.tsx';
import { mostClasses } from './handLabelling.ts';
import type { LabellingOrder } from './labellingOrder.ts';
import type { LabellingStore } from './labellingStore.ts';
import { useLabelKeys } from './useLabelKeys.ts';
import { useLabelling } from './useLabelling.ts';

interface LabelByHandProps {
  labelling: LabellingStore;
  /** The classifier whose doubt can decide the order: (n, classes) row-major, by catalogue row. Null while there is none. */
  classifier: { name: string; probabilities: Float32Array } | null;
}

/** Labelling by hand: galaxy by galaxy with a key, or all inside a lasso at once. */
export function LabelByHand({ labelling, classifier }: LabelByHandProps) {
  const { selection, catalogue } = useSession();
  const hand = useStore(labelling, s => s.hand);
  const ids = useStore(catalogue, s => s.catalogue?.ids) ?? [];
  const row = useStore(selection, s => s.row);
  const many = useStore(selection, s => s.rows);
  const [order, setOrder] = useState<LabellingOrder>('random');
  const { addClass, removeLastClass, renameClass } = labelling.getState();

  const keys = useLabelling(labelling, order, classifier?.probabilities);
  useLabelKeys(keys);

  const own = row === null ? undefined : hand.labels.get(ids.at(row) ?? '');
  return (
    <div className={room.part}>
      {row !== null && <JudgedGalaxy row={row} id={ids.at(row) ?? ''} />}
      <p className={room.note}>
        {row === null
          ? 'Choose a galaxy on the map, or take the next one; then give it a class by key or button.'
          : `This galaxy is ${own === undefined ? 'not labelled yet' : `labelled ${hand.classes[own]}`}. A key gives it a class and brings the next.`}
      </p>
      <HandClasses
        hand={hand}
        own={own}
        canLabel={row !== null}
        selected={many.length}
        onLabel={keys.label}
        onLabelSelected={keys.labelSelected}
        onRename={renameClass}
      />
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
        {hand.future.length > 0 && (
          <Button size="compact-xs" variant="default" onClick={keys.redo}>
            Redo
          </Button>
        )}
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
          { value: 'margin', label: 'the most doubtful: two classes close', disabled: !classifier },
          { value: 'entropy', label: 'the most doubtful: all classes close', disabled: !classifier },
        ]}
        description={
          classifier
            ? `Doubt is taken from the run “${classifier.name}”.`
            : 'Once a run has answered for every galaxy, the most doubtful can come first.'
        }
        value={order}
        onChange={value => setOrder((value ?? 'random') as LabellingOrder)}
      />
      <p className={room.note}>
        {many.length > 0
          ? `${formatGalaxies(many.length)} selected: Shift and a class’s key labels them all.`
          : 'Press l and draw around galaxies on the map to label many at once.'}
      </p>
    </div>
  );
}

function JudgedGalaxy({ row, id }: { row: number; id: string }) {
  const { url, failure } = useGalaxyImage(row);
  return <LargeImage url={url} failure={failure} alt={`Galaxy ${id}, to be labelled`} />;
}
