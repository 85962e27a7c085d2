import { Button } from '@mantine/core';
import { useState } from 'react';
import { mcnemar } from '../../../maths/statistics/mcnemar.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies, formatNumber } from '../../../ui/text/quantity.ts';
import { GalaxyTiles } from '../results/GalaxyTiles.tsx';
import classes from './Pair.module.css';
import { pairCells, type RunPair } from './runPair.ts';

const tilesShown = 12; // three lines of four in a 380 px panel
const often = 0.05; // the usual level

/** McNemar's table and the galaxies that only one of two runs is right about. */
export function OnlyOne({ found }: { found: RunPair }) {
  const { selection } = useSession();
  const [side, setSide] = useState<0 | 1 | null>(null);
  const cells = pairCells(found);
  const { first, second, p, by } = mcnemar(cells.first.length, cells.second.length);
  const lists = [cells.first, cells.second] as const;
  function choose(own: 0 | 1): void {
    setSide(own);
    const rows = lists[own].map(i => found.rows[i]).filter(row => row >= 0);
    selection.getState().chooseMany(Uint32Array.from(rows).sort(), `Only ${'AB'[own]} is right`);
  }
  const shown = side === null ? [] : lists[side].filter(i => found.rows[i] >= 0);
  return (
    <>
      <table className={classes.cells} aria-label="Who is right">
        <thead>
          <tr>
            <td />
            <th scope="col">B right</th>
            <th scope="col">B wrong</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">A right</th>
            <td>{cells.both.length}</td>
            <td>{first}</td>
          </tr>
          <tr>
            <th scope="row">A wrong</th>
            <td>{second}</td>
            <td>{cells.neither.length}</td>
          </tr>
        </tbody>
      </table>
      <p className={room.note}>
        {first + second === 0
          ? 'They are right about the same galaxies.'
          : `If neither were better, a split as uneven as ${first} to ${second} would come up with probability ${p < 0.001 ? 'below 0.001' : formatNumber(p, 2)} (McNemar, ${by === 'exact' ? 'exact binomial' : 'chi-square with continuity correction'}): ${p < often ? `${first > second ? 'A' : 'B'} is right more often.` : 'no difference is shown.'}`}
      </p>
      <div className={room.line}>
        {([0, 1] as const).map(own => (
          <Button
            key={own}
            size="compact-xs"
            variant="default"
            aria-pressed={side === own}
            disabled={lists[own].length === 0}
            onClick={() => choose(own)}
          >
            Only {'AB'[own]} is right: {lists[own].length}
          </Button>
        ))}
      </div>
      {side !== null && (
        <GalaxyTiles
          label={`Only ${'AB'[side]} is right about ${formatGalaxies(lists[side].length)}, selected on the map`}
          tiles={shown.slice(0, tilesShown).map(i => ({
            row: found.rows[i],
            words: found.names[found.labels[i]],
            value: `${'BA'[side]}: ${found.names[found.predicted[1 - side][i]]}`,
          }))}
        />
      )}
    </>
  );
}
