import type { ColumnExplanation } from '../../../maths/clustering/explainedBy.ts';
import { formatNumber, formatPercent } from '../../../ui/text/quantity.ts';
import { Term } from '../../../ui/text/Term.tsx';
import classes from './Cards.module.css';
import { amiMeaning } from './cardFacts.ts';

/** The columns that explain a cluster best, with what chance does. */
export function ExplanationTable({ explanations }: { explanations: readonly ColumnExplanation[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Of these, mostly</th>
          <th scope="col">
            <Term meaning={amiMeaning}>AMI</Term>
          </th>
        </tr>
      </thead>
      <tbody>
        {explanations.map(({ name, label, most, agreement, chance }) => (
          <tr key={name}>
            <th scope="row">{label}</th>
            <td>{most ? `${most.word}, ${formatPercent(most.within)}` : '–'}</td>
            <td>
              {formatNumber(agreement, 2)} ± {formatNumber(chance, 1)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
