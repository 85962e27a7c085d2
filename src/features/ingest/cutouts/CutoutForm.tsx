import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { UnreadableError } from '../../../data/bytes/unreadable.ts';
import { type CutoutLayer, cutoutLayers, hipsLayer } from '../../../data/cutouts/cutoutLayers.ts';
import { readPastedPlaces, readPlacesFile, type SkyList } from '../../../data/cutouts/skyList.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { formatCount } from '../../../ui/text/quantity.ts';
import { CutoutRun } from './CutoutRun.tsx';
import { type CutoutStore, createCutoutStore } from './cutoutStore.ts';
import { placesOfCatalogue } from './placesOfCatalogue.ts';

interface CutoutFormProps {
  /** Opens a catalogue in place of the present one. */
  open(source: CatalogueSource): Promise<void>;
  /** Places to begin with. Default: none. */
  places?: SkyList;
  /** For tests. Default: one that asks the services. */
  store?: CutoutStore;
}

const anotherHips = 'another';
const sizes = [64, 128, 224, 300, 424, 512];

/** Pictures of places on the sky: which places, from which survey, how large. */
export function CutoutForm({ open, places, store: given }: CutoutFormProps) {
  const session = useSession();
  const [store] = useState(() => given ?? createCutoutStore({ session, open }));
  const [text, setText] = useState('');
  const [list, setList] = useState<SkyList | null>(places ?? null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [layerKey, setLayerKey] = useState(cutoutLayers[0].key);
  const [hipsId, setHipsId] = useState('CDS/P/DESI-Legacy-Surveys/DR10/color');
  const [sizePx, setSizePx] = useState(224);
  const [scale, setScale] = useState<number | string>(0.262);
  const isBusy = useStore(store, s => s.job !== null);
  const layer: CutoutLayer =
    cutoutLayers.find(({ key }) => key === layerKey) ?? hipsLayer(hipsId, hipsId, `${hipsId}.`);

  function take(read: () => SkyList | Promise<SkyList>): void {
    setRefusal(null);
    Promise.resolve()
      .then(read)
      .then(setList, error => {
        setList(null);
        setRefusal(sentenceOf(error));
      });
  }
  function chooseLayer(key: string): void {
    setLayerKey(key);
    const chosen = cutoutLayers.find(each => each.key === key);
    if (chosen) setScale(chosen.ownScaleArcsec);
  }
  const isWhole = typeof scale === 'number' && scale >= 0.02 && scale <= 60;
  return (
    <section className={room.part} aria-label="Cutouts of places on the sky">
      <p className={room.note}>
        Coordinates become pictures from a survey: paste them, choose a table with columns ra and dec, or take
        galaxies of the open catalogue.
      </p>
      <Textarea
        size="xs"
        rows={3}
        label="Positions, one a line"
        placeholder={'146.7142 -1.0413\nM 51  13:29:52.7 +47:11:43'}
        value={text}
        error={refusal}
        onChange={event => {
          setText(event.currentTarget.value);
          setList(placesIn(event.currentTarget.value)); // what is wrong is told once the field is left
          setRefusal(null);
        }}
        onBlur={() => text.trim() !== '' && take(() => readPastedPlaces(text))}
      />
      <PlaceButtons onList={take} />
      {list && (
        <p className={room.note} role="status">
          {formatCount(list.places.length)} places. {list.problems.join(' ')}
        </p>
      )}
      <NativeSelect
        size="xs"
        label="Survey"
        value={layerKey}
        onChange={event => chooseLayer(event.currentTarget.value)}
        data={[
          ...cutoutLayers.map(({ key, title }) => ({ value: key, label: title })),
          { value: anotherHips, label: 'Another HiPS …' },
        ]}
      />
      {layerKey === anotherHips && (
        <TextInput
          size="xs"
          label="HiPS identifier"
          value={hipsId}
          onChange={event => setHipsId(event.currentTarget.value)}
        />
      )}
      <div className={room.line}>
        <NativeSelect
          size="xs"
          label="Size"
          value={sizePx}
          onChange={event => setSizePx(Number(event.currentTarget.value))}
          data={sizes.filter(px => px <= layer.mostPx).map(px => ({ value: String(px), label: `${px} px` }))}
        />
        <NumberInput
          className={room.grow}
          size="xs"
          label="Pixel scale, arcseconds"
          min={0.02}
          max={60}
          step={0.05}
          value={scale}
          error={isWhole ? null : 'From 0.02 to 60'}
          onChange={setScale}
        />
      </div>
      <p className={room.note}>
        {typeof scale === 'number' && `Each shows ${((sizePx * scale) / 60).toFixed(2)}′ of the sky. `}
        {layer.credit}{' '}
        <a href={layer.page} target="_blank" rel="noreferrer">
          Terms
        </a>
      </p>
      <Button
        size="xs"
        disabled={!list || !isWhole || isBusy}
        onClick={() =>
          list && void store.getState().fetch(layer, list.places, { sizePx, pixelScaleArcsec: Number(scale) })
        }
      >
        {list ? `Fetch ${formatCount(list.places.length)} cutouts` : 'Fetch cutouts'}
      </Button>
      <CutoutRun store={store} />
    </section>
  );
}

/** The places of a text that is still being typed; null while there are none. */
function placesIn(text: string): SkyList | null {
  try {
    return readPastedPlaces(text);
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

/** Other ways to say which places. */
function PlaceButtons({ onList }: { onList(read: () => SkyList | Promise<SkyList>): void }) {
  const { catalogue: open, selection } = useSession();
  const catalogue = useStore(open, s => s.catalogue);
  const rows = useStore(selection, s => s.rows);
  const input = useRef<HTMLInputElement>(null);
  const selected = catalogue ? placesOfCatalogue(catalogue, rows) : [];
  return (
    <div className={room.line}>
      <Button size="compact-xs" variant="default" onClick={() => input.current?.click()}>
        Choose a table …
      </Button>
      {selected.length > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onList(() => ({ places: selected, problems: [] }))}
        >
          Take the {formatCount(selected.length)} selected
        </Button>
      )}
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,.tsv,.txt,.ecsv,.vot,.votable,.xml,.fits,.fit,.fts"
        aria-label="Table of positions"
        onChange={event => {
          const file = event.currentTarget.files?.[0];
          if (file) onList(() => readPlacesFile(file));
          event.currentTarget.value = ''; // choosing the same file again is a change, too
        }}
      />
    </div>
  );
}
