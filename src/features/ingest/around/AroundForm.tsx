import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { readPastedPlaces, type SkyList, type SkyPlace } from '../../../data/cutouts/skyList.ts';
import { tapServices } from '../../../data/tap/tapServices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { FoldButton } from '../../../ui/FoldButton.tsx';
import room from '../../../ui/room.module.css';
import { placesOfCatalogue } from '../cutouts/placesOfCatalogue.ts';
import { AroundAnswer } from './AroundAnswer.tsx';
import { type AroundStore, createAroundStore } from './aroundStore.ts';
import { NamedPlace } from './NamedPlace.tsx';

interface AroundFormProps {
  /** Opens a catalogue in place of the present one. */
  open(source: CatalogueSource): Promise<void>;
  /** Takes the places of an answer to the form for cutouts. */
  onPlaces(list: SkyList): void;
  /** For tests. Default: one that asks the services. */
  store?: AroundStore;
}

const mostArcmin = 120; // services cut larger circles off by time

/** Asks a catalogue of the sky what it knows around a place. */
export function AroundForm({ open, onPlaces, store: given }: AroundFormProps) {
  const session = useSession();
  const [store] = useState(() => given ?? createAroundStore({ session }));
  const { job, failure, ask, stop } = useStore(store);
  const [text, setText] = useState('');
  const [radiusArcmin, setRadius] = useState<number | string>(10);
  const [mostRows, setMostRows] = useState(500);
  const [key, setKey] = useState(tapServices[0].key);
  const [written, setWritten] = useState<string | null>(null); // the question as the person changed it
  const service = tapServices.find(each => each.key === key)!;
  const place = placeOf(text);
  const isWide = typeof radiusArcmin === 'number' && radiusArcmin > 0 && radiusArcmin <= mostArcmin;
  const own =
    place && isWide ? service.adql({ ...place, radiusArcmin: Number(radiusArcmin), mostRows }) : null;
  const adql = written ?? own;
  return (
    <section className={room.part} aria-label="Catalogues around a place">
      <p className={room.note}>
        What SIMBAD, NED or a catalogue of VizieR knows around a place becomes a catalogue, cutouts, or
        columns of the open galaxies.
      </p>
      <PlaceFields {...{ text, setText, radiusArcmin, setRadius, isPlace: place !== null, isWide }} />
      <GalaxyPlace onPlace={({ raDeg, decDeg }) => setText(`${raDeg} ${decDeg}`)} />
      <div className={room.line}>
        <NativeSelect
          className={room.grow}
          size="xs"
          label="Catalogue"
          value={key}
          onChange={event => {
            setKey(event.currentTarget.value);
            setWritten(null);
          }}
          data={tapServices.map(({ key: value, title }) => ({ value, label: title }))}
        />
        <NativeSelect
          size="xs"
          label="At most"
          value={String(mostRows)}
          onChange={event => setMostRows(Number(event.currentTarget.value))}
          data={[100, 500, 2000, 10000].map(n => ({
            value: String(n),
            label: `${n.toLocaleString('en')} rows`,
          }))}
        />
      </div>
      <Question adql={adql} isOwn={written !== null} onWrite={setWritten} />
      <p className={room.note}>
        {service.credit}{' '}
        <a href={service.page} target="_blank" rel="noreferrer">
          Terms
        </a>
      </p>
      <div className={room.line}>
        <Button
          size="xs"
          disabled={!adql || adql.trim() === ''}
          loading={job !== null}
          onClick={() =>
            adql &&
            void ask({
              service,
              adql,
              mostRows,
              // a question that a person wrote may be about any place
              where:
                place && adql === own
                  ? `around ${place.raDeg.toFixed(4)} ${place.decDeg.toFixed(4)}`
                  : 'asked',
            })
          }
        >
          Ask {service.title.split(/[,(]/)[0].trim()}
        </Button>
        {job !== null && (
          <Button size="xs" variant="default" onClick={stop}>
            Stop
          </Button>
        )}
      </div>
      {failure && (
        <p className={room.note} role="alert">
          {failure}
        </p>
      )}
      <AroundAnswer store={store} open={open} onPlaces={onPlaces} />
    </section>
  );
}

interface PlaceFieldsProps {
  text: string;
  setText(text: string): void;
  radiusArcmin: number | string;
  setRadius(radius: number | string): void;
  /** True where the text is a position, and the radius one that can be asked. */
  isPlace: boolean;
  isWide: boolean;
}

/** Where, and how far around. */
function PlaceFields({ text, setText, radiusArcmin, setRadius, isPlace, isWide }: PlaceFieldsProps) {
  return (
    <>
      <div className={room.line}>
        <TextInput
          className={room.grow}
          size="xs"
          label="Position, or a name"
          placeholder="202.4696 +47.1953"
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
        <NumberInput
          size="xs"
          w={96}
          label="Within"
          suffix="′"
          min={0.1}
          max={mostArcmin}
          value={radiusArcmin}
          error={isWide ? null : `Up to ${mostArcmin}′`}
          onChange={setRadius}
        />
      </div>
      {text.trim() !== '' && !isPlace && (
        <NamedPlace
          key={text}
          name={text.trim()}
          onPlace={({ raDeg, decDeg }) => setText(`${raDeg} ${decDeg}`)}
        />
      )}
    </>
  );
}

interface QuestionProps {
  /** As it will be asked; null before there is a place. */
  adql: string | null;
  /** True where the person changed it. */
  isOwn: boolean;
  /** @param adql null: as the form would ask it */
  onWrite(adql: string | null): void;
}

/** The question itself, for those who want to change it. */
function Question({ adql, isOwn, onWrite }: QuestionProps) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <>
      <FoldButton open={unfolded} onChange={setUnfolded}>
        The question in ADQL
      </FoldButton>
      {unfolded && (
        <>
          <Textarea
            size="xs"
            autosize
            minRows={4}
            maxRows={12}
            aria-label="ADQL"
            styles={{ input: { fontFamily: 'monospace' } }}
            placeholder="SELECT …"
            value={adql ?? ''}
            onChange={event => onWrite(event.currentTarget.value)}
          />
          {isOwn && (
            <div>
              <Button size="compact-xs" variant="default" onClick={() => onWrite(null)}>
                As it was
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

/** The first position of a text; null where it is none. */
function placeOf(text: string): SkyPlace | null {
  try {
    return readPastedPlaces(text).places[0];
  } catch {
    return null; // perhaps a name
  }
}

/** Takes the place of the selected galaxy, where it has one. */
function GalaxyPlace({ onPlace }: { onPlace(place: SkyPlace): void }) {
  const { catalogue: open, selection } = useSession();
  const catalogue = useStore(open, s => s.catalogue);
  const row = useStore(selection, s => s.row);
  const [place] = catalogue && row !== null ? placesOfCatalogue(catalogue, [row]) : [];
  if (!place) return null;
  return (
    <div>
      <Button size="compact-xs" variant="default" onClick={() => onPlace(place)}>
        Around {place.id}
      </Button>
    </div>
  );
}
