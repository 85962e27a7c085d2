import { Button, NumberInput } from '@mantine/core';
import { IconPhotoSearch } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import room from '../../../ui/room.module.css';
import { formatCount } from '../../../ui/text/quantity.ts';
import { MosaicJob } from './MosaicJob.tsx';
import { type MosaicMark, MosaicView } from './MosaicView.tsx';
import { mosaicPlaces } from './mosaicPlaces.ts';
import { type MosaicStore, partsLeft, passing } from './mosaicStore.ts';

/** Galaxies of one large image: found, filtered, cut out; and the image with the open catalogue's galaxies on it. */
export function MosaicPart({ store }: { store: MosaicStore }) {
  const session = useSession();
  const input = useRef<HTMLInputElement>(null);
  const state = useStore(store);
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const chosenRow = useStore(session.selection, s => s.row);
  const { facts, sources, job, failure, open, goOn, cut, filter, leastSignificance, leastRadiusPx } = state;
  const left = partsLeft(state);
  const own = useMemo(() => mosaicPlaces(catalogue, facts?.name), [catalogue, facts]);
  const chosen = useMemo(
    () => passing({ sources, leastSignificance, leastRadiusPx }),
    [sources, leastSignificance, leastRadiusPx],
  );
  const marks = useMemo((): MosaicMark[] => {
    if (own) return own.map((mark, row) => ({ ...mark, isChosen: row === chosenRow }));
    if (!sources) return [];
    return chosen.map(i => ({
      xPx: sources.xPx[i],
      yPx: sources.yPx[i],
      radiusPx: sources.kronRadiusPx[i],
    }));
  }, [own, sources, chosen, chosenRow]);
  return (
    <section className={room.part} aria-label="Galaxies in one large image">
      <p className={room.note}>
        One large image: its galaxies are found on this machine, measured, and cut out into a catalogue. FITS
        up to 200 megapixels, JPEG and PNG up to 60.
      </p>
      <div className={room.line}>
        <Button
          size="xs"
          variant={facts ? 'default' : 'filled'}
          disabled={job !== null}
          leftSection={<IconPhotoSearch size={16} />}
          onClick={() => input.current?.click()}
        >
          {facts ? 'Choose another image' : 'Choose an image'}
        </Button>
        <input
          ref={input}
          hidden
          type="file"
          accept=".fits,.fit,.fts,.fz,.gz,.jpg,.jpeg,.png"
          aria-label="Large image"
          onChange={event => {
            const file = event.currentTarget.files?.[0];
            if (file) void open(file);
            event.currentTarget.value = ''; // choosing the same file again is a change, too
          }}
        />
      </div>
      <MosaicJob store={store} />
      {failure && <EmptyState tone="problem">{failure}</EmptyState>}
      {facts && (
        <>
          <p className={room.note}>
            {facts.name}: {formatCount(facts.widthPx)} × {formatCount(facts.heightPx)} px,{' '}
            {facts.plane ? 'with positions on the sky' : 'without positions on the sky'}.
          </p>
          <MosaicView
            facts={facts}
            marks={marks}
            onMark={own ? row => session.selection.getState().choose(row) : undefined}
          />
        </>
      )}
      {own && facts && (
        <p className={room.note}>
          The {formatCount(own.length)} galaxies of the open catalogue are marked: click one to select it.
        </p>
      )}
      {facts && left > 0 && job === null && (
        <Button size="xs" variant="default" onClick={() => void goOn()}>
          Search the {formatCount(left)} parts that are left
        </Button>
      )}
      {sources && (
        <>
          <div className={room.line}>
            <NumberInput
              className={room.grow}
              size="xs"
              label="Least significance, σ"
              min={5}
              value={leastSignificance}
              onChange={value => filter({ leastSignificance: Number(value) || 5 })}
            />
            <NumberInput
              className={room.grow}
              size="xs"
              label="Least radius, px"
              min={0}
              value={leastRadiusPx}
              onChange={value => filter({ leastRadiusPx: Number(value) || 0 })}
            />
          </div>
          <p className={room.note} role="status">
            {formatCount(chosen.length)} of {formatCount(sources.xPx.length)} sources pass.
            {left > 0 && ' More come as the other parts are searched.'}
          </p>
          <Button
            size="xs"
            variant={own ? 'default' : 'filled'}
            disabled={chosen.length === 0 || job !== null}
            onClick={() => void cut()}
          >
            Cut out {formatCount(chosen.length)} galaxies
          </Button>
        </>
      )}
    </section>
  );
}
