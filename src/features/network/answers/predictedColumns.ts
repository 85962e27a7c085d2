import type { NumberColumn } from '../../../contracts/column.ts';
import type { TreeQuestion } from '../../../contracts/decisionTree.ts';
import { answerPhrase, topicOf } from '../../../data/galaxyZoo/answerPhrases.ts';
import { proportionsAsked } from '../../../maths/catalogue/decisionTree.ts';
import type { HeadPredictions } from '../../../session/predictions.ts';

/** Source of every column this room publishes. */
export const predictedSource = 'network';

/** Topics a person looks for first; the others follow in the order of the tree. */
const firstTopics = [
  'smooth-or-featured',
  'something-odd',
  'odd-feature',
  'merging',
  'has-spiral-arms',
  'bar',
];

/** Name of the column of each answer, or class: "predicted · Ring". (answers) */
export function columnNames(head: HeadPredictions['head']): string[] {
  const phrases =
    head.kind === 'classes'
      ? head.classes.map((name, i) => ({ phrase: name, from: `class ${i}` }))
      : head.questions.flatMap(question =>
          question.answers.map(({ name }) => ({ phrase: answerPhrase(question, name), from: question.name })),
        );
  const counts = new Map<string, number>();
  for (const { phrase } of phrases) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  return phrases.map(({ phrase, from }) =>
    counts.get(phrase) === 1 ? `predicted · ${phrase}` : `predicted · ${phrase} (${from})`,
  );
}

/**
 * What the network expects, as columns: each answer's share among those asked, and for every question that not all are
 * asked the share who would be. Shares stay where few would be asked; that column says so.
 */
export function predictedColumns(predictions: HeadPredictions): NumberColumn[] {
  const { head, weights } = predictions;
  const names = columnNames(head);
  if (head.kind === 'classes') {
    const group = `Predicted by ${weights}`;
    return head.classes.map((name, i) => ({
      kind: 'number',
      name: names[i],
      source: predictedSource,
      group,
      description: `Probability that the galaxy is “${name}”, by ${weights}.`,
      values: strided(predictions, i),
    }));
  }
  const { questions } = head;
  const shares = sharesOf(predictions, questions);
  const asked = askedOf(predictions, questions, shares);
  const order = [...questions.keys()].sort((a, b) => rank(questions[a]) - rank(questions[b]) || a - b);
  return order.flatMap(q => {
    const question = questions[q];
    const group = `Predicted: ${question.text}`;
    const own = question.answers.map((answer, i): NumberColumn => {
      const others = question.askedIf ? ' among those asked' : '';
      const description = `Share of volunteers${others} expected to answer “${answer.name}” to “${question.text}”`;
      const at = question.start + i;
      return {
        kind: 'number',
        name: names[at],
        source: predictedSource,
        group,
        description: `${description} (${weights}).`,
        values: shares[at],
      };
    });
    if (!question.askedIf) return own;
    const description = `Share of all volunteers expected to come to “${question.text}” (${weights}).`;
    const name = `predicted · asked about ${topicOf(question)}`;
    return [...own, { kind: 'number', name, source: predictedSource, group, description, values: asked[q] }];
  });
}

function rank(question: TreeQuestion): number {
  const place = firstTopics.findIndex(topic => question.name.startsWith(topic));
  return place < 0 ? firstTopics.length : place;
}

function strided({ values, answers }: HeadPredictions, at: number): Float32Array {
  const own = new Float32Array(values.length / answers);
  for (let row = 0; row < own.length; row++) own[row] = values[row * answers + at];
  return own;
}

/** (answers) of (n): α_i / A within each question. */
function sharesOf({ values, answers }: HeadPredictions, questions: readonly TreeQuestion[]): Float32Array[] {
  const n = values.length / answers;
  const shares = Array.from({ length: answers }, () => new Float32Array(n));
  for (let row = 0; row < n; row++) {
    for (const { start, answers: own } of questions) {
      let sum = 0;
      for (let i = start; i < start + own.length; i++) sum += values[row * answers + i];
      for (let i = start; i < start + own.length; i++) shares[i][row] = values[row * answers + i] / sum;
    }
  }
  return shares;
}

/** (questions) of (n) */
function askedOf(
  { answers }: HeadPredictions,
  questions: readonly TreeQuestion[],
  shares: Float32Array[],
): Float32Array[] {
  const n = shares[0].length;
  const asked = questions.map(() => new Float32Array(n));
  const own = new Float64Array(answers);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < answers; i++) own[i] = shares[i][row];
    const proportions = proportionsAsked(questions, own);
    for (let q = 0; q < questions.length; q++) asked[q][row] = proportions[q];
  }
  return asked;
}
