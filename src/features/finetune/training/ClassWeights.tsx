import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { classCounts } from '../../../maths/statistics/classBalance.ts';
import {
  classWeightsOf,
  hasPaperWeights,
  lossShares,
  type Weighting,
} from '../../../maths/statistics/classWeights.ts';
import { sentenceOf } from '../../../session/notices.ts';
import room from '../../../ui/room.module.css';
import { formatNumber, formatPercent } from '../../../ui/text/quantity.ts';
import type { ClassQuestion } from '../labels/question.ts';
import classes from './ClassWeights.module.css';
import type { Balance, Recipe } from './recipe.ts';

interface ClassWeightsProps {
  question: ClassQuestion;
  recipe: Recipe;
  onChange(fields: Partial<Recipe>): void;
}

const meanings: Record<Balance, string> = {
  none: 'Every galaxy counts the same: common classes have most of the loss.',
  weights: 'A galaxy’s loss is multiplied by the weight of its class.',
  batches: 'Every batch holds equally many of each class; galaxies of small classes come up more often.',
};

/** How classes of uneven size are balanced, and what share of the loss that gives to each. */
export function ClassWeights({ question, recipe, onChange }: ClassWeightsProps) {
  const { balance, weighting } = recipe;
  const counts = classCounts(question.labels, question.classes.length);
  const { weights, problem } = weightsNow(question, counts, recipe);
  const shares =
    balance === 'batches'
      ? lossShares(Array.from(counts, count => Number(count > 0)))
      : lossShares(counts, weights ?? undefined);
  const plain = lossShares(counts);
  const paper = hasPaperWeights(question.classes);
  return (
    <section className={room.part} aria-label="Balance of classes">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Balance"
        data={[
          { value: 'none', label: 'As they are' },
          { value: 'weights', label: 'Class weights' },
          { value: 'batches', label: 'Balanced batches' },
        ]}
        value={balance}
        onChange={value => onChange({ balance: value as Balance })}
      />
      <p className={room.note}>{meanings[balance]}</p>
      {balance === 'weights' && (
        <Select
          size="xs"
          label="Weights"
          allowDeselect={false}
          data={[
            { value: 'inverse', label: 'One over the number of galaxies' },
            {
              value: 'paper',
              label: paper ? 'The paper’s (Lin et al. 2021)' : 'The paper’s: for its eight classes only',
              disabled: !paper,
            },
            { value: 'hand', label: 'By hand' },
          ]}
          value={weighting}
          onChange={value => value && onChange({ weighting: value as Weighting })}
        />
      )}
      {problem && (
        <p className={room.note} role="alert">
          {problem}
        </p>
      )}
      {balance !== 'none' && <LossTable {...{ question, recipe, weights, plain, shares, onChange }} />}
    </section>
  );
}

interface LossTableProps extends ClassWeightsProps {
  /** (classes); null where batches are balanced */
  weights: Float32Array | null;
  /** (classes) shares of the loss as galaxies are, and as they are balanced */
  plain: Float64Array;
  shares: Float64Array;
}

function LossTable({ question, recipe, weights, plain, shares, onChange }: LossTableProps) {
  const { weighting, handWeights } = recipe;
  return (
    <div className={room.wide}>
      <table className={classes.table} aria-label="Shares of galaxies and of the loss">
        <thead>
          <tr>
            <th scope="col">Class</th>
            {weights && <th scope="col">Weight</th>}
            <th scope="col">Galaxies</th>
            <th scope="col">Loss</th>
          </tr>
        </thead>
        <tbody>
          {question.classes.map((name, i) => (
            <tr key={name}>
              <th scope="row" title={name}>
                {name}
              </th>
              {weights && (
                <td>
                  {weighting === 'hand' ? (
                    <NumberInput
                      size="xs"
                      className={classes.weight}
                      aria-label={`Weight of ${name}`}
                      hideControls
                      min={0}
                      max={1000}
                      step={0.5}
                      value={handWeights[name] ?? 1}
                      onChange={value =>
                        typeof value === 'number' &&
                        onChange({ handWeights: { ...handWeights, [name]: value } })
                      }
                    />
                  ) : (
                    formatNumber(weights[i], 2)
                  )}
                </td>
              )}
              <td>{formatPercent(plain[i])}</td>
              <td>
                <span className={classes.bar} style={{ width: `${100 * shares[i]}%` }} aria-hidden="true" />
                {formatPercent(shares[i])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function weightsNow(
  question: ClassQuestion,
  counts: Uint32Array,
  { balance, weighting, handWeights }: Recipe,
): { weights: Float32Array | null; problem: string | null } {
  if (balance !== 'weights') return { weights: null, problem: null };
  try {
    return { weights: classWeightsOf(weighting, question.classes, counts, handWeights), problem: null };
  } catch (error) {
    const weights =
      weighting === 'hand' ? Float32Array.from(question.classes, name => handWeights[name] ?? 1) : null;
    return { weights, problem: sentenceOf(error) };
  }
}
