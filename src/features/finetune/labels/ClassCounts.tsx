import { classCounts } from '../../../maths/statistics/classBalance.ts';
import room from '../../../ui/room.module.css';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import classes from './ClassCounts.module.css';
import { answeredRows, type Question } from './question.ts';

/** Galaxies of each class as bars; for votes and numbers only how many have an answer. */
export function ClassCounts({ question }: { question: Question }) {
  if (question.kind !== 'classes') {
    const answered = answeredRows(question).length;
    return (
      <p className={room.note}>
        {formatGalaxies(answered)} {answered === 1 ? 'has' : 'have'} an answer.
      </p>
    );
  }
  const counts = classCounts(question.labels, question.classes.length);
  const most = Math.max(1, ...counts);
  return (
    <ul className={classes.counts} aria-label="Galaxies of each class">
      {question.classes.map((name, i) => (
        <li key={name}>
          <span className={room.word} title={name}>
            {name}
          </span>
          <span aria-hidden="true">
            <span
              className={classes.bar}
              style={{
                display: 'block',
                width: `${(100 * counts[i]) / most}%`,
                minWidth: counts[i] > 0 ? 2 : 0,
              }}
            />
          </span>
          <span className={classes.count}>{formatCount(counts[i])}</span>
        </li>
      ))}
    </ul>
  );
}
