import type { EvaluationRow } from '../../contracts/distillation/prototypes.ts';

/** The rows of a table with a new one, which replaces that of the same contender and network. */
export function withEvaluation(rows: readonly EvaluationRow[], made: EvaluationRow): EvaluationRow[] {
  return [
    ...rows.filter(({ contender, network }) => contender !== made.contender || network !== made.network),
    made,
  ];
}
