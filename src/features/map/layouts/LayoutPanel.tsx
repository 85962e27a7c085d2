import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/NumberInput.css';
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useStore } from 'zustand';
import { defaultLayout, type LayoutSettings, withinLimits } from '../../../contracts/layoutSettings.ts';
import type { DrawnMap } from '../../../session/map/maps.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { ColumnAxesForm } from './ColumnAxesForm.tsx';
import classes from './LayoutPanel.module.css';
import { MapsList } from './MapsList.tsx';
import { UmapForm } from './UmapForm.tsx';

interface LayoutPanelProps {
  onDraw(settings: LayoutSettings): void;
  onShow(map: DrawnMap): void;
  onClose(): void;
}

const kinds: { value: LayoutSettings['kind']; label: string; meaning: string }[] = [
  {
    value: 'umap',
    label: 'UMAP',
    meaning: 'Galaxies that look alike stand together; far apart, distances say little.',
  },
  {
    value: 'components',
    label: 'PCA',
    meaning: 'The two directions in which the representation varies most, drawn straight. Crowds overlap.',
  },
  { value: 'columns', label: 'Columns', meaning: 'Two columns of numbers as axes.' },
];

/** How the map is drawn, and the maps drawn before: one place for all of it. */
export function LayoutPanel({ onDraw, onShow, onClose }: LayoutPanelProps) {
  const { maps, columns: columnsStore, representation } = useSession();
  const present = useStore(maps, s => s.settings);
  const columns = useStore(columnsStore, s => s.columns).filter(column => column.kind === 'number');
  const hasRepresentation = useStore(representation, s => s.representation !== null);
  const [umap, setUmap] = useState(present.kind === 'umap' ? present : defaultLayout);
  const [kind, setKind] = useState(present.kind);
  const [axes, setAxes] = useState(
    present.kind === 'columns'
      ? present
      : {
          kind: 'columns' as const,
          x: columns[0]?.name ?? '',
          y: columns[1]?.name ?? '',
          by: 'values' as const,
        },
  );
  const settings: LayoutSettings =
    kind === 'umap' ? withinLimits(umap) : kind === 'columns' ? axes : { kind: 'components' };
  const obstacle = obstacleOf(settings, hasRepresentation, columns.length);
  function press(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  }
  return (
    <section className={classes.panel} aria-label="Layout and maps" onKeyDown={press}>
      <div className={room.header}>
        <h2 className={`${room.title} ${room.grow}`}>Layout</h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the layout" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Kind of layout"
        data={kinds.map(({ value, label }) => ({ value, label }))}
        value={kind}
        onChange={value => setKind(value as LayoutSettings['kind'])}
      />
      <p className={room.note}>{kinds.find(({ value }) => value === kind)?.meaning}</p>
      {kind === 'umap' && <UmapForm settings={umap} onChange={setUmap} />}
      {kind === 'columns' && <ColumnAxesForm axes={axes} columns={columns} onChange={setAxes} />}
      {obstacle && <p className={room.note}>{obstacle}</p>}
      <Button size="xs" disabled={obstacle !== null} onClick={() => onDraw(settings)}>
        Draw map
      </Button>
      <MapsList onShow={onShow} />
    </section>
  );
}

/** Why a map cannot be drawn so; null where it can. */
function obstacleOf(settings: LayoutSettings, hasRepresentation: boolean, columns: number): string | null {
  if (settings.kind !== 'columns')
    return hasRepresentation ? null : 'A network has to look at these galaxies first.';
  if (columns < 2) return 'This catalogue has fewer than two columns of numbers.';
  return settings.x === '' || settings.y === '' ? 'Choose a column for each axis.' : null;
}
