import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { Spectrum } from '../../../contracts/spectrum.ts';
import { remoteShelf } from '../../../data/remote/remoteDatabase.ts';
import { fetchSpectrum } from '../../../data/spectra/fetchSpectrum.ts';
import type { SpectrumService } from '../../../data/spectra/spectrumService.ts';
import { spectrumServices } from '../../../data/spectra/spectrumServices.ts';
import { separationArcsec } from '../../../maths/catalogue/coordinates.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { publishRedshift } from '../../../session/spectra/publishRedshift.ts';
import room from '../../../ui/room.module.css';
import { formatNumber } from '../../../ui/text/quantity.ts';
import { OwnSpectrum } from './OwnSpectrum.tsx';
import { SpectrumView } from './SpectrumView.tsx';

interface SpectrumPartProps {
  catalogue: OpenedCatalogue;
  row: number;
  /** Where it is on the sky; null where that is not known. */
  place: { raDeg: number; decDeg: number } | null;
  /** For tests. Default: asks the service. */
  fetch?: typeof fetchSpectrum;
}

/** What came of a question; `spectrum` null where there is none. */
type Answer = { of: SpectrumService; maxArcsec: number } & (
  | { spectrum: Spectrum | null }
  | { failure: string }
);

const usualArcsec = 3; // a fibre of SDSS is 3″ wide, one of DESI 1.5″
const mostArcsec = 30;

/** Spectra of the chosen galaxy: the person's own, and those of surveys, which are asked for when the person says so. */
export function SpectrumPart({ catalogue, row, place, fetch = fetchSpectrum }: SpectrumPartProps) {
  const id = catalogue.ids.at(row);
  return (
    <section className={room.part} aria-label="Spectra of the galaxy">
      <OwnSpectrum key={`own ${row}`} handle={catalogue.handle} row={row} id={id} />
      {place && <SurveySpectrum key={`${id} ${place.raDeg}`} {...{ row, id, place, fetch }} />}
    </section>
  );
}

interface SurveySpectrumProps {
  row: number;
  id: string;
  place: { raDeg: number; decDeg: number };
  fetch: typeof fetchSpectrum;
}

function SurveySpectrum({ row, id, place: { raDeg, decDeg }, fetch }: SurveySpectrumProps) {
  const session = useSession();
  const [key, setKey] = useState(spectrumServices[0].key);
  const service = spectrumServices.find(each => each.key === key)!;
  const [maxArcsec, setMaxArcsec] = useState(usualArcsec);
  const [asked, setAsked] = useState<{ of: SpectrumService; maxArcsec: number } | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    setAnswer(null);
    fetch(
      asked.of,
      { raDeg, decDeg, maxArcsec: asked.maxArcsec },
      { shelf: remoteShelf(), signal: stop.signal },
    )
      .then(
        spectrum => ({ ...asked, spectrum }),
        error => ({ ...asked, failure: sentenceOf(error) }),
      )
      .then(found => {
        if (stop.signal.aborted) return;
        setAnswer(found);
        if (!('spectrum' in found) || !found.spectrum) return;
        const { redshift, redshiftWarning } = found.spectrum;
        if (redshift !== undefined)
          publishRedshift(session, asked.of.title, row, { redshift, redshiftWarning });
      });
    return () => stop.abort();
  }, [asked, raDeg, decDeg, row, session, fetch]);
  const waits = asked !== null && answer === null;
  return (
    <>
      <div className={room.line}>
        <NativeSelect
          className={room.grow}
          size="xs"
          aria-label="Survey of spectra"
          value={key}
          onChange={event => setKey(event.currentTarget.value)}
          data={spectrumServices.map(({ key: value, title }) => ({ value, label: title }))}
        />
        <NumberInput
          size="xs"
          w={64}
          aria-label="Within so many arcseconds"
          suffix="″"
          min={0.1}
          max={mostArcsec}
          hideControls
          value={maxArcsec}
          onChange={value => {
            if (typeof value === 'number' && value > 0 && value <= mostArcsec) setMaxArcsec(value);
          }}
        />
        <Button
          size="xs"
          variant="default"
          loading={waits}
          onClick={() => setAsked({ of: service, maxArcsec })}
        >
          See its spectrum
        </Button>
      </div>
      {answer && 'failure' in answer && (
        <p className={room.note} role="alert">
          {answer.failure}
        </p>
      )}
      {answer && 'spectrum' in answer && !answer.spectrum && (
        <p className={room.note} role="status">
          {answer.of.title} has no spectrum within {answer.maxArcsec}″ of this place.
        </p>
      )}
      {answer && 'spectrum' in answer && answer.spectrum && (
        <>
          <SpectrumView key={answer.of.key} spectrum={answer.spectrum} id={id} />
          <p className={room.note}>
            {awayText(answer.spectrum, { raDeg, decDeg })}
            {answer.spectrum.redshift !== undefined &&
              `Its redshift is in the column “redshift (${answer.of.title})”. `}
            {answer.of.credit}{' '}
            <a href={answer.of.page} target="_blank" rel="noreferrer">
              Terms
            </a>
          </p>
        </>
      )}
    </>
  );
}

/** "Taken 0.3″ from the galaxy’s position. " */
function awayText({ raDeg, decDeg }: Spectrum, place: { raDeg: number; decDeg: number }): string {
  if (raDeg === undefined || decDeg === undefined) return '';
  const arcsec = separationArcsec(place.raDeg, place.decDeg, raDeg, decDeg);
  return `Taken ${formatNumber(arcsec, 2)}″ from the galaxy’s position. `;
}
