import room from '../../../ui/room.module.css';
import { formatGalaxies, formatNumber } from '../../../ui/text/quantity.ts';
import { GalaxyTiles } from './GalaxyTiles.tsx';
import type { AmountJudgement } from './judgement.ts';

const tilesShown = 12; // three lines of four in a 380 px panel

/** How accurately shares of votes, or numbers, are predicted. */
export function AmountResults({
  judgement: { names, errors, rows, predicted, truth },
}: {
  judgement: AmountJudgement;
}) {
  const width = names.length;
  const off = Float64Array.from(rows, (_, i) => {
    let worst = 0;
    for (let c = 0; c < width; c++)
      worst = Math.max(worst, Math.abs(predicted[i * width + c] - truth[i * width + c]));
    return worst;
  });
  const known = [...rows.keys()].filter(i => rows[i] >= 0);
  const tile = (i: number) => {
    const own = predicted.subarray(i * width, (i + 1) * width);
    const top = own.indexOf(Math.max(...own));
    const value = formatNumber(own[top], 2);
    return {
      row: rows[i],
      words: width > 1 ? names[top] : '',
      value: `${value} (${formatNumber(truth[i * width + top], 2)})`,
    };
  };
  return (
    <>
      <section className={room.part} aria-label="Figures" style={{ gap: 2 }}>
        {names.map((name, i) => {
          const { rmse, constant } = errors[i];
          return (
            <div key={name} className={room.fact}>
              <span className={room.word} title={name}>
                {name}
              </span>
              <span>
                off by {formatNumber(rmse.value, 2)} ({formatNumber(rmse.low, 2)}–{formatNumber(rmse.high, 2)}
                ), mean {formatNumber(constant, 2)}
              </span>
            </div>
          );
        })}
        <p className={room.note}>
          Root mean square error on {formatGalaxies(rows.length)} it was never shown, with 95 % intervals;
          “mean” is that of always predicting the training galaxies’ mean.
        </p>
      </section>
      <GalaxyTiles label="Unseen galaxies: predicted (known)" tiles={known.slice(0, tilesShown).map(tile)} />
      <GalaxyTiles
        label="Farthest off"
        tiles={[...known]
          .sort((a, b) => off[b] - off[a])
          .slice(0, tilesShown)
          .map(tile)}
      />
    </>
  );
}
