import { useState } from 'react';
import { doubtOf } from '../../../maths/statistics/doubt.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies, formatNumber, formatPercent } from '../../../ui/text/quantity.ts';
import { AccuracyAlong } from './AccuracyAlong.tsx';
import { ClassifierCurves } from './ClassifierCurves.tsx';
import { ConfusionTable } from './ConfusionTable.tsx';
import { GalaxyTiles, type Tile } from './GalaxyTiles.tsx';
import { type ClassJudgement, figureLabels } from './judgement.ts';

const tilesShown = 12; // three lines of four in a 380 px panel

/** Figures of a classifier, its mistakes, and galaxies to look at. */
export function ClassResults({ judgement }: { judgement: ClassJudgement }) {
  const { selection } = useSession();
  const [cell, setCell] = useState<readonly [number, number] | null>(null);
  const { names, report, rows, labels, probabilities, area } = judgement;
  const { accuracy, balancedAccuracy, calibration, predicted, confidence, mistakes } = report;
  const tile = (i: number): Tile => ({
    row: rows[i],
    words: names[predicted[i]],
    value: formatPercent(confidence[i]),
    wrong: predicted[i] !== labels[i] ? `labelled ${names[labels[i]]}` : undefined,
  });
  const known = [...rows.keys()].filter(i => rows[i] >= 0);
  const inCell = cell ? known.filter(i => labels[i] === cell[0] && predicted[i] === cell[1]) : [];
  const doubt = doubtOf(probabilities, names.length, 'margin');
  const doubtful = [...known].sort((a, b) => doubt[b] - doubt[a]);
  function choose(next: readonly [number, number]): void {
    setCell(next);
    const chosen = known.filter(i => labels[i] === next[0] && predicted[i] === next[1]).map(i => rows[i]);
    selection
      .getState()
      .chooseMany(Uint32Array.from(chosen).sort(), `${names[next[0]]} taken for ${names[next[1]]}`);
  }
  const share = ({ value, low, high }: typeof accuracy) =>
    `${formatPercent(value)} (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`;
  return (
    <>
      <section className={room.part} aria-label="Figures" style={{ gap: 2 }}>
        <div className={room.fact}>
          <span title="Mean share of each class that was recognised: a guess scores one divided by the number of classes">
            Balanced accuracy
          </span>
          <span>{share(balancedAccuracy)}</span>
        </div>
        <div className={room.fact}>
          <span>Accuracy</span>
          <span>{share(accuracy)}</span>
        </div>
        {!Number.isNaN(area.value) && (
          <div className={room.fact}>
            <span title="Chance that a galaxy of a class gets a higher probability for it than one of another class: a guess has 0.5">
              {figureLabels.area}
            </span>
            <span>
              {formatNumber(area.value, 2)} ({formatNumber(area.low, 2)}–{formatNumber(area.high, 2)})
            </span>
          </div>
        )}
        <div className={room.fact}>
          <span title="Mean difference between how sure it is and how often it is right">
            Calibration error
          </span>
          <span>{formatPercent(calibration.error)}</span>
        </div>
        <p className={room.note}>On {formatGalaxies(rows.length)} it was never shown; 95 % intervals.</p>
      </section>
      <ConfusionTable names={names} counts={report.confusion} chosen={cell} onChoose={choose} />
      {cell && (
        <GalaxyTiles
          label={`${names[cell[0]]} taken for ${names[cell[1]]}: ${formatGalaxies(inCell.length)}`}
          tiles={inCell.slice(0, tilesShown).map(tile)}
        />
      )}
      <ClassifierCurves judgement={judgement} />
      <AccuracyAlong judgement={judgement} />
      <GalaxyTiles label="Unseen galaxies" tiles={known.slice(0, tilesShown).map(tile)} />
      <GalaxyTiles
        label="Most confident mistakes"
        empty="It made none on the galaxies of the test split."
        tiles={[...mistakes]
          .filter(i => rows[i] >= 0)
          .slice(0, tilesShown)
          .map(tile)}
      />
      <GalaxyTiles label="Most doubtful" tiles={doubtful.slice(0, tilesShown).map(tile)} />
    </>
  );
}
