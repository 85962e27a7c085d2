import { useMemo } from 'react';
import type { FigureInk } from '../../../contracts/figure.ts';
import { DrawnMarks } from '../../../ui/charts/DrawnMarks.tsx';
import { FigureMenu } from '../../../ui/charts/figures/FigureMenu.tsx';
import { useChartCursor } from '../../../ui/charts/useChartCursor.ts';
import room from '../../../ui/room.module.css';
import { useWidth } from '../../../ui/useWidth.ts';
import classes from './SpectrumChart.module.css';
import { fluxLabel, type SpectrumShown, spectrumDrawing } from './spectrumDrawing.ts';
import { spectrumFigure } from './spectrumFigure.ts';
import { pixelText } from './spectrumWords.ts';

const screenInk: FigureInk = {
  ground: 'var(--ink-panel)',
  text: 'var(--ink-text)',
  muted: 'var(--ink-muted)',
  line: 'var(--ink-line)',
  shade: 0,
};
const heightPx = 220;

/** A spectrum with its lines; the pointer or the arrow keys tell the value at a wavelength. @param id of the galaxy */
export function SpectrumChart({ shown, id }: { shown: SpectrumShown; id: string }) {
  const [ground, widthPx] = useWidth<HTMLDivElement>();
  const { plot, marks, lines, pixels } = useMemo(
    () => spectrumDrawing(shown, { widthPx, heightPx }, screenInk),
    [shown, widthPx],
  );
  const { wavelengths, flux } = shown.spectrum;
  const [from, to] = pixels;
  const readings = useMemo(
    () => Array.from(wavelengths.subarray(from, to), x => ({ x, values: [] })),
    [wavelengths, from, to],
  );
  const { place, handlers } = useChartCursor(readings, plot.xOf);
  const pixel = place === null ? null : from + place;
  const told = pixel === null ? null : pixelText(shown, lines, pixel);
  return (
    <div>
      <div className={room.line}>
        <span className={`${room.note} ${room.grow}`}>{fluxLabel(shown.spectrum)}</span>
        <FigureMenu figure={spectrumFigure(shown, id)} />
      </div>
      <div
        ref={ground}
        className={classes.ground}
        role="slider"
        tabIndex={0}
        aria-label={`Spectrum of ${id}`}
        aria-valuemin={0}
        aria-valuemax={readings.length - 1}
        aria-valuenow={place ?? readings.length - 1}
        aria-valuetext={told ?? pixelText(shown, lines, to - 1)}
        {...handlers}
      >
        <svg
          className={classes.drawing}
          viewBox={`0 0 ${plot.widthPx} ${heightPx}`}
          height={heightPx}
          aria-hidden="true"
        >
          <DrawnMarks marks={marks} />
          {pixel !== null && (
            <>
              <line
                className={classes.rule}
                x1={plot.xOf(wavelengths[pixel])}
                x2={plot.xOf(wavelengths[pixel])}
                y1={plot.topPx}
                y2={plot.bottomPx}
              />
              {Number.isFinite(flux[pixel]) && (
                <circle
                  className={classes.here}
                  cx={plot.xOf(wavelengths[pixel])}
                  cy={plot.yOf(flux[pixel])}
                  r={4}
                />
              )}
            </>
          )}
        </svg>
      </div>
      <p className={classes.reading}>
        {told ?? 'Point at the spectrum, or use the arrow keys, to read its values.'}
      </p>
    </div>
  );
}
