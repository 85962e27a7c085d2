import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import room from '../../../ui/room.module.css';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { rankedRows } from './rankedRows.ts';

interface ReadOnProps {
  store: AnomaliesStore;
  /** Part of a survey. */
  catalogue: OpenedCatalogue;
  /** Reads galaxies of the survey where some lie. Never rejects. */
  readAbout(rows: Uint32Array): Promise<void>;
}

const best = 100; // whose tiles are read

/** Where the open catalogue is a sample of a survey: goes down into the tiles in which the best of those ranked lie. */
export function ReadOn({ store, catalogue, readAbout }: ReadOnProps) {
  const { learnt, unusual, searchRows } = useStore(store);
  const [reading, setReading] = useState(false);
  const { rows, by } = rankedRows('ranked', learnt, unusual, searchRows, false);
  if (by === 'nothing' || !catalogue.tiled) return null;
  async function read() {
    setReading(true);
    await readAbout(rows.slice(0, best));
    setReading(false);
  }
  const all = formatCount(catalogue.tiled.rowCount);
  return (
    <section aria-label="Further into the survey">
      <p className={room.note}>
        Ranked are the {formatGalaxies(catalogue.rowCount)} loaded of {all}, a sample of every part of the
        map. The others are read tile by tile, and ranked as they come.
      </p>
      <Button
        size="compact-xs"
        variant="default"
        loading={reading}
        title={`Reads the tiles of the survey in which most of the ${best} best lie.`}
        onClick={() => void read()}
      >
        Read on where the best are
      </Button>
    </section>
  );
}
