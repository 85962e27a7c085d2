import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { columnLabel, shortName } from '../../../ui/text/columnText.ts';
import { formatNumber, formatPercent } from '../../../ui/text/quantity.ts';
import { Term } from '../../../ui/text/Term.tsx';
import { type Contrast, surely } from './contrasts.ts';
import classes from './Unlike.module.css';
import { useContrasts } from './useContrasts.ts';

const shownAtOnce = 5;
const mostLetters = 40; // three lines in a panel of 380 px; the telling end stays

const meaning =
  'How far the selection is from the rest, in standard deviations, with its 95 % interval: Hedges’ g for numbers, the log odds ratio × √3/π for words. 0.2 is little, 0.8 much.';

/** Every column inside the selection against outside, the most telling first; a click colours the map by it. */
export function Unlike({ rows }: { rows: Uint32Array }) {
  const { columns } = useSession();
  const { contrasts, done, total } = useContrasts(rows);
  const [unfolded, setUnfolded] = useState(false);
  const telling = contrasts.filter(contrast => surely(contrast) > 0);
  const shown = unfolded ? telling : telling.slice(0, shownAtOnce);
  return (
    <section className={room.part} aria-labelledby="unlike-title">
      <div className={room.line}>
        <h2 id="unlike-title" className={room.title}>
          Most unlike the rest
        </h2>
        <span className={classes.term}>
          <Term meaning={meaning}>effect, 95 % interval</Term>
        </span>
      </div>
      <p className={room.note} role="status">
        {done < total && `Compared ${done} of ${total} columns.`}
        {done >= total && telling.length === 0 && 'In no column it surely differs from the rest.'}
      </p>
      <ul className={classes.list}>
        {shown.map(contrast => (
          <li key={contrast.column.name}>
            <UnstyledButton
              className={classes.line}
              title={`${contrast.column.name}${contrast.column.description ? `: ${contrast.column.description}` : ''}`}
              onClick={() => columns.getState().paint(contrast.column.name)}
            >
              <span className={classes.name}>{nameOf(contrast)}</span>
              <span className={classes.values}>{valuesOf(contrast)}</span>
              <span className={classes.effect}>{effectText(contrast)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {telling.length > shownAtOnce && (
        <UnstyledButton
          className={classes.more}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? 'Show fewer' : `Show all ${telling.length}`}
        </UnstyledButton>
      )}
    </section>
  );
}

function nameOf(contrast: Contrast): string {
  const label = shortName(columnLabel(contrast.column), mostLetters);
  return 'word' in contrast ? `${label} · ${contrast.word}` : label;
}

/** "0.61 vs 0.12", "83 % vs 57 %" */
function valuesOf(contrast: Contrast): string {
  if ('word' in contrast) {
    const share = ({ count, of }: { count: number; of: number }) => formatPercent(of === 0 ? 0 : count / of);
    return `${share(contrast.within)} vs ${share(contrast.without)}`;
  }
  const { within, without, column } = contrast;
  return `${formatNumber(within.mean)} vs ${formatNumber(without.mean, 3, column.unit)}`;
}

/** "+1.9 ± 0.2" */
function effectText({ effect, margin }: Contrast): string {
  return `${effect > 0 ? '+' : '−'}${Math.abs(effect).toFixed(2)} ± ${margin.toFixed(2)}`;
}
