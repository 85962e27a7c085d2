import '@mantine/core/styles/Menu.css';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import type { GalaxySet } from '../../../session/sets/galaxySet.ts';
import type { Verb } from '../../../session/sets/handover.ts';
import type { ReadNotes } from '../../../ui/files/FileServices.tsx';
import { saveFile } from '../../../ui/files/saveFile.ts';
import { ofThoseLoaded } from '../../../ui/text/catalogueCount.ts';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import type { Explore } from '../openExplore.ts';
import type { SheetKind } from './contactSheetFile.ts';
import classes from './SelectionBar.module.css';
import { type ReadImages, type SelectionFile, selectionFile } from './selectionFile.ts';

interface SelectionBarProps {
  stores: Explore;
  images: ReadImages;
  /** Where the galaxies come from, for the files. */
  provenance: ReadNotes;
  /** Copies what was done in prose, with the papers to cite. */
  copyMethods(): void;
  /** Opens a room by name. */
  enter(room: string): void;
}

/** The room that does what a verb says. */
const roomOf: Record<Verb, string> = {
  like: 'similar',
  teach: 'finetune',
  label: 'finetune',
  distil: 'distil',
  rate: 'anomalies',
};

const files: { kind: SelectionFile; label: string }[] = [
  { kind: 'csv', label: 'CSV' },
  { kind: 'votable', label: 'VOTable' },
  { kind: 'fits', label: 'FITS table' },
  { kind: 'parquet', label: 'Parquet' },
  { kind: 'parquet with images', label: 'Parquet with images' },
  { kind: 'cutouts', label: 'FITS cutouts' },
];
const formatNames: Record<SelectionFile, string> = {
  csv: 'CSV',
  votable: 'VOTable',
  fits: 'FITS',
  parquet: 'Parquet',
  'parquet with images': 'Parquet',
  cutouts: 'FITS cutouts',
};
const scores = [5, 4, 3, 2, 1, 0];

/** What is selected, and everything that can be done with it; stands over the map's lower edge while there is a selection. */
export function SelectionBar({ stores, images, provenance, copyMethods, enter }: SelectionBarProps) {
  const session = useSession();
  const { selection, handover, notices } = session;
  const { rows, words } = useStore(selection);
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const hasFits = useStore(session.rendering, s => s.rendered !== null);
  const sets = useStore(stores.keepsakes, s => s.sets);
  const { keepSelection, rowsOf } = stores.keepsakes.getState();
  if (!catalogue || rows.length === 0) return null;

  function hand(verb: Verb, more: { unlike?: GalaxySet; score?: number } = {}): void {
    handover.getState().hand({ verb, rows, words, ...more });
    enter(roomOf[verb]);
  }
  function save(kind: SelectionFile): void {
    const title = `Export ${formatGalaxies(rows.length)} as ${formatNames[kind]}`;
    const write = ({ signal, report }: Pick<RunningJob, 'signal' | 'report'>) =>
      selectionFile(kind, session, images, provenance, { signal, onProgress: report });
    void runJob(session.jobs, title, write).then(end => {
      if (end.outcome === 'done') saveFile(end.value.name, end.value);
      else if (end.outcome === 'failed')
        notices.getState().complain(`The selection could not be exported. ${end.failure}`);
    });
  }
  function saveSheet(kind: SheetKind): void {
    const title = `Contact sheet of ${formatGalaxies(rows.length)}`;
    const write = async ({ signal, report }: Pick<RunningJob, 'signal' | 'report'>) => {
      const { contactSheetFile } = await import('./contactSheetFile.ts');
      return contactSheetFile(kind, session, images, provenance, { signal, onProgress: report });
    };
    void runJob(session.jobs, title, write).then(end => {
      if (end.outcome === 'done') saveFile(end.value.name, end.value);
      else if (end.outcome === 'failed')
        notices.getState().complain(`The contact sheet could not be made. ${end.failure}`);
    });
  }
  function keep(): void {
    const kept = keepSelection();
    if (kept) {
      notices.getState().say(`Kept as “${kept.name}”; Explore lists it.`, {
        undo: () => stores.keepsakes.getState().remove(kept.key),
      });
    }
  }
  return (
    <section className={classes.bar} aria-label="Selected galaxies">
      <span className={classes.count} role="status">
        <strong>{formatCount(rows.length)}</strong> of {formatCount(catalogue.rowCount)}
        {ofThoseLoaded(catalogue)}
      </span>
      <span className={classes.words} title={words}>
        {words}
      </span>
      <Button size="compact-sm" onClick={() => enter('explore')}>
        Look at them
      </Button>
      <VerbMenu label="Like these…">
        <Menu.Item onClick={() => hand('like')}>More like these</Menu.Item>
        {sets.length > 0 && <Menu.Label>Like these, unlike those of</Menu.Label>}
        {sets.map(set => (
          <Menu.Item
            key={set.key}
            onClick={() => hand('like', { unlike: { rows: rowsOf(set), words: set.name } })}
          >
            {set.name}
          </Menu.Item>
        ))}
        {sets.length === 0 && <Menu.Item disabled>Unlike others: keep those as a set first</Menu.Item>}
      </VerbMenu>
      <VerbMenu label="Teach…">
        <Menu.Item onClick={() => hand('teach')}>Teach as class</Menu.Item>
        <Menu.Item onClick={() => hand('label')}>Label by hand</Menu.Item>
        <Menu.Item onClick={() => hand('distil')}>Distil as class</Menu.Item>
        <Menu.Label>Rate all of them</Menu.Label>
        {scores.map(score => (
          <Menu.Item key={score} onClick={() => hand('rate', { score })}>
            {score === 5 ? '5, the most interesting' : score === 0 ? '0, of no interest' : String(score)}
          </Menu.Item>
        ))}
      </VerbMenu>
      <VerbMenu label="Export…">
        {files.map(({ kind, label }) => (
          <Menu.Item
            key={kind}
            disabled={
              (kind === 'parquet with images' && !catalogue.hasImages) || (kind === 'cutouts' && !hasFits)
            }
            onClick={() => save(kind)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Label>Contact sheet</Menu.Label>
        <Menu.Item disabled={!catalogue.hasImages} onClick={() => saveSheet('png')}>
          Picture (PNG)
        </Menu.Item>
        <Menu.Item disabled={!catalogue.hasImages} onClick={() => saveSheet('html')}>
          To print or as PDF (HTML)
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={copyMethods}>Copy a methods paragraph</Menu.Item>
      </VerbMenu>
      <Button size="compact-sm" variant="default" onClick={keep}>
        Keep as set
      </Button>
      <ActionIcon
        aria-label="Clear the selection"
        title="Clear the selection"
        onClick={selection.getState().chooseNone}
      >
        <IconX size={16} />
      </ActionIcon>
    </section>
  );
}

function VerbMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu position="top" shadow="md" hideDetached={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
