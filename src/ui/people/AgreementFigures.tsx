import type { GroupAgreement, PairAgreement, VerdictKind } from '../../contracts/people.ts';
import { FigureMenu } from '../charts/figures/FigureMenu.tsx';
import { intervalFigure } from '../charts/figures/intervalFigure.ts';
import room from '../room.module.css';
import { formatCount, nullSign } from '../text/quantity.ts';
import { Term } from '../text/Term.tsx';
import classes from './People.module.css';
import { fleissSentence, intervalText, kappaText, meanings, whyNoKappa } from './peopleWords.ts';

interface AgreementFiguresProps {
  kind: VerdictKind;
  /** Null while it is computed. */
  agreement: GroupAgreement | null;
  /** Class names that count as one. */
  united: readonly string[];
}

/** How far people agree: all of them, and each pair. */
export function AgreementFigures({ kind, agreement, united }: AgreementFiguresProps) {
  return (
    <section className={room.part} aria-label="Agreement">
      <div className={room.line}>
        <h3 className={`${room.heading} ${room.grow}`}>Agreement</h3>
        {agreement && <AgreementMenu kind={kind} pairs={agreement.pairs} />}
      </div>
      {agreement ? (
        <>
          <GroupSentence kind={kind} agreement={agreement} />
          <PairTable kind={kind} pairs={agreement.pairs} />
          <Apart pairs={agreement.pairs} />
        </>
      ) : (
        <p className={room.note}>It is being computed.</p>
      )}
      {united.length > 0 && (
        <p className={room.note}>
          Names that differ only in case or spacing count as one class: {united.join('; ')}.
        </p>
      )}
    </section>
  );
}

/** Each pair's κ with its interval as a figure; nothing where no pair has one. */
function AgreementMenu({ kind, pairs }: { kind: VerdictKind; pairs: readonly PairAgreement[] }) {
  const bars = pairs
    .filter(({ kappa }) => whyNoKappa(kappa) === null)
    .map(({ first, second, both, kappa }) => ({
      name: `${first} · ${second}`,
      value: kappa.value,
      low: kappa.low,
      high: kappa.high,
      note: `of ${formatCount(both)}`,
    }));
  if (bars.length === 0) return null;
  const label = kind === 'ratings' ? 'Weighted κ of pairs' : 'Cohen’s κ of pairs';
  const text = (bar: (typeof bars)[number]) => `${kappaText(bar.value)} (${intervalText(bar)}) ${bar.note}`;
  const low = Math.min(0, ...bars.map(bar => bar.low));
  return <FigureMenu figure={intervalFigure({ label, bars, low, high: 1, guide: 0, text })} />;
}

function GroupSentence({ kind, agreement }: { kind: VerdictKind; agreement: GroupAgreement }) {
  const { fleiss, equalFleiss } = agreement;
  const isShown = whyNoKappa(fleiss) === null;
  return (
    <p className={room.note} role="status">
      <Term meaning={meanings[kind].fleiss}>Fleiss’s κ</Term>{' '}
      {isShown && (
        <>
          <strong className={classes.figure}>{kappaText(fleiss.value)}</strong> ({intervalText(fleiss)}){' '}
        </>
      )}
      {fleissSentence(agreement)}
      {isShown && equalFleiss !== null && (
        <>
          {' '}
          {Number.isNaN(equalFleiss)
            ? ''
            : `If every disagreement counts alike it is ${kappaText(equalFleiss)}.`}
        </>
      )}
    </p>
  );
}

/** How many pairs have no galaxy in common, so that their agreement is unknown. */
function Apart({ pairs }: { pairs: readonly PairAgreement[] }) {
  const apart = pairs.filter(({ both }) => both === 0).length;
  if (apart === 0) return null;
  return (
    <p className={room.note}>
      {apart === 1 ? 'One pair has' : `${formatCount(apart)} pairs have`} no galaxy in common
      {apart === pairs.length ? '.' : ' and are not in the table.'}
    </p>
  );
}

/** A row for each pair of people, with the pair as its heading. */
function PairTable({ kind, pairs }: { kind: VerdictKind; pairs: readonly PairAgreement[] }) {
  const sharing = pairs.filter(({ both }) => both > 0);
  if (sharing.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.long} tabIndex={0} aria-label="Agreement of pairs">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Pair</th>
            <th scope="col" className={classes.acts} title="Galaxies that both judged">
              Both
            </th>
            <th scope="col" className={classes.kappa}>
              <Term meaning={`${meanings[kind].cohen} With its 95 % interval.`}>
                {kind === 'ratings' ? 'Weighted κ' : 'Cohen’s κ'}
              </Term>
            </th>
            {kind === 'ratings' && (
              <th scope="col" className={classes.acts}>
                <Term meaning={meanings.ratings.equal}>Plain κ</Term>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {sharing.map(pair => (
            <PairLine key={`${pair.first}\n${pair.second}`} pair={pair} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PairLine({ pair: { first, second, both, kappa, equalKappa } }: { pair: PairAgreement }) {
  const names = `${first} · ${second}`;
  const why = whyNoKappa(kappa);
  return (
    <tr>
      <th scope="row" title={names}>
        <span className={classes.pair}>
          <span>{first} ·</span> <span>{second}</span>
        </span>
      </th>
      <td>{formatCount(both)}</td>
      <td>
        {why === null ? (
          <>
            {kappaText(kappa.value)} <span className={classes.interval}>{intervalText(kappa)}</span>
          </>
        ) : (
          <span
            className={classes.muted}
            title={
              why === 'too few' ? 'At least 10 galaxies are needed' : 'Both gave the same answer throughout'
            }
          >
            {why}
          </span>
        )}
      </td>
      {equalKappa !== null && (
        <td>{why === 'too few' || Number.isNaN(equalKappa) ? nullSign : kappaText(equalKappa)}</td>
      )}
    </tr>
  );
}
