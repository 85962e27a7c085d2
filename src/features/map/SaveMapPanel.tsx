import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/Switch.css';
import { ActionIcon, Button, NumberInput, SegmentedControl, Switch } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useStore } from 'zustand';
import { sentenceOf } from '../../session/notices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import type { ReadNotes } from '../../ui/files/FileServices.tsx';
import room from '../../ui/room.module.css';
import { type MapFileSettings, saveMap } from './figure/saveMap.ts';
import classes from './layouts/LayoutPanel.module.css';
import type { MapScene } from './scene/mapScene.ts';
import type { FetchThumbnails } from './thumbnails/thumbnailAtlas.ts';

interface SaveMapPanelProps {
  scene: MapScene;
  fetchThumbnails: FetchThumbnails;
  provenance: ReadNotes;
  onClose(): void;
}

const limits = { widthCm: [4, 100], dpi: [50, 1200] } as const; // from a thumbnail to a poster

/** The map as it is on screen as a figure: for which ground, how large, in which format. */
export function SaveMapPanel({ scene, fetchThumbnails, provenance, onClose }: SaveMapPanelProps) {
  const session = useSession();
  const theme = useStore(session.preferences, p => p.theme);
  const named = useStore(session.preferences, p => p.regionNames);
  const [settings, setSettings] = useState<MapFileSettings>({
    kind: 'png',
    ground: theme,
    widthCm: 17, // both columns of a journal's page
    dpi: 300, // what journals ask of pictures
    names: named,
  });
  const [busy, setBusy] = useState(false);
  const change = (fields: Partial<MapFileSettings>) => setSettings({ ...settings, ...fields });
  async function save(): Promise<void> {
    setBusy(true);
    await saveMap({ session, scene, fetchThumbnails, provenance }, settings).catch((error: unknown) =>
      session.notices.getState().complain(`The map could not be saved. ${sentenceOf(error)}`),
    );
    setBusy(false);
  }
  function press(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  }
  const number = (name: keyof typeof limits, label: string) => (
    <NumberInput
      size="xs"
      label={label}
      min={limits[name][0]}
      max={limits[name][1]}
      clampBehavior="blur"
      value={settings[name]}
      onChange={value => {
        const [least, most] = limits[name];
        if (typeof value === 'number' && value >= least && value <= most) change({ [name]: value });
      }}
    />
  );
  return (
    <section className={classes.panel} aria-label="The map as a figure" onKeyDown={press}>
      <div className={room.header}>
        <h2 className={`${room.title} ${room.grow}`}>The map as a figure</h2>
        <ActionIcon variant="subtle" color="gray" aria-label="Close the figure" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Format"
        data={[
          { value: 'png', label: 'PNG' },
          { value: 'svg', label: 'SVG' },
        ]}
        value={settings.kind}
        onChange={kind => change({ kind: kind as MapFileSettings['kind'] })}
      />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Ground"
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        value={settings.ground}
        onChange={ground => change({ ground: ground as MapFileSettings['ground'] })}
      />
      <div className={classes.pair}>
        {number('widthCm', 'Width, cm')}
        {settings.kind === 'png' && number('dpi', 'Dots per inch')}
      </div>
      <Switch
        size="xs"
        label="Names of regions"
        checked={settings.names}
        disabled={!named}
        description={named ? undefined : 'They are off on the map'}
        onChange={event => change({ names: event.currentTarget.checked })}
      />
      <p className={room.note}>
        What is on screen, with its legend and a line of credit; the file says how the map was made.
      </p>
      <Button size="xs" loading={busy} leftSection={<IconDownload size={14} />} onClick={() => void save()}>
        Save
      </Button>
    </section>
  );
}
