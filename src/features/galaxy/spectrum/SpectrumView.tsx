import { NativeSelect, NumberInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Spectrum } from '../../../contracts/spectrum.ts';
import { smoothSpectrum } from '../../../maths/spectra/smoothSpectrum.ts';
import { linesBetween } from '../../../maths/spectra/spectralLines.ts';
import room from '../../../ui/room.module.css';
import { SpectrumChart } from './SpectrumChart.tsx';
import { lineText, redshiftText } from './spectrumWords.ts';

interface SpectrumViewProps {
  spectrum: Spectrum;
  /** Of the galaxy. */
  id: string;
}

const smoothings = [0, 1, 2, 4, 8];
const aroundLine = 0.04; // of its wavelength to either side: Hβ is seen with both lines of [O III]
const whole = 'whole';

/** A spectrum, how it is looked at, and what its source says of it. */
export function SpectrumView({ spectrum, id }: SpectrumViewProps) {
  const { wavelengths, flux, sigma, medium, mediumAssumed, unitAssumed } = spectrum;
  const [width, setWidth] = useState(2);
  const [chosen, setRedshift] = useState<number | string>(spectrum.redshift ?? '');
  const [lookAt, setLookAt] = useState(whole);
  const redshift = typeof chosen === 'number' && chosen > -1 ? chosen : undefined;
  const ends = useMemo(() => [wavelengths[0], wavelengths[wavelengths.length - 1]] as const, [wavelengths]);
  const smoothed = useMemo(
    () => (width === 0 ? flux : smoothSpectrum(flux, sigma, width)),
    [flux, sigma, width],
  );
  const lines = useMemo(
    () => (redshift === undefined ? [] : linesBetween(redshift, ends, medium)),
    [redshift, ends, medium],
  );
  const shown = useMemo(() => {
    const line = lines.find(({ vacuum }) => String(vacuum) === lookAt);
    const range = line
      ? ([
          Math.max(ends[0], line.observed * (1 - aroundLine)),
          Math.min(ends[1], line.observed * (1 + aroundLine)),
        ] as const)
      : ends;
    return { spectrum, smoothed, range, redshift };
  }, [spectrum, smoothed, lines, lookAt, ends, redshift]);
  return (
    <div className={room.part}>
      <p className={room.note}>
        {spectrum.title}. {redshiftText(spectrum)}
        {spectrum.classWords && `, ${spectrum.classWords}`}. {spectrum.redshiftWarning}
      </p>
      <SpectrumChart shown={shown} id={id} />
      <NativeSelect
        size="xs"
        label="Look at"
        value={lines.some(({ vacuum }) => String(vacuum) === lookAt) ? lookAt : whole}
        onChange={event => setLookAt(event.currentTarget.value)}
        data={[
          { value: whole, label: 'The whole spectrum' },
          ...lines.map(line => ({ value: String(line.vacuum), label: lineText(line) })),
        ]}
      />
      <div className={room.line}>
        <NativeSelect
          className={room.grow}
          size="xs"
          label="Smoothing"
          value={String(width)}
          onChange={event => setWidth(Number(event.currentTarget.value))}
          data={smoothings.map(px => ({ value: String(px), label: px === 0 ? 'As measured' : `${px} px` }))}
        />
        <NumberInput
          size="xs"
          w={88}
          label="Redshift"
          min={-0.01}
          max={10}
          step={0.001}
          decimalScale={5}
          hideControls
          value={chosen}
          onChange={setRedshift}
        />
      </div>
      <p className={room.note}>
        {redshift === undefined
          ? 'Without a redshift no lines are marked: type one to see where they would be.'
          : `Lines at z = ${redshift}, with their wavelengths at rest in ${medium}; dashed where they are mostly seen in absorption. The dotted curve is the noise.`}
        {unitAssumed && ' The file names no unit of its wavelengths: ångström is assumed.'}
        {mediumAssumed &&
          ' The file does not say whether its wavelengths are those in air or vacuum: vacuum is assumed.'}
      </p>
    </div>
  );
}
