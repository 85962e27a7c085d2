import { betaQuantile } from '../statistics/betaDistribution.ts';

/** A question of a decision tree as far as its arithmetic goes; contracts/decisionTree.ts has the whole. */
interface QuestionShape {
  /** "bar-gz2" */
  name: string;
  /** Index of its first answer among all answers of the tree. */
  start: number;
  answers: readonly { column: string }[];
  /** Columns of the answers that lead here, any one of which will do; null where everybody is asked. */
  askedIf: readonly string[] | null;
}

/** What a network expects volunteers to say of one galaxy. */
export interface TreeReading {
  /** (answers) expected share of each answer among those asked, 0–1; each question's sum to 1. */
  shares: Float64Array;
  /** (answers) the 5 % and 95 % quantiles of each share. */
  low: Float64Array;
  high: Float64Array;
  /** (questions) expected share of all volunteers who come to be asked, 0–1. */
  asked: Float64Array;
  /** Indices of the likeliest answer to every question that is reached by such answers, in the tree's order. */
  route: number[];
}

const tail = 0.05; // of either side: between them lies the 90 % interval that published catalogues give

/**
 * Reads the Dirichlet concentrations of one tree (Walmsley et al. 2023, Zoobot): a share is α_i / A with A = Σα over
 * its question, and its own distribution is Beta(α_i, A − α_i).
 *
 * @param concentrations (answers) > 0
 */
export function readTree(
  questions: readonly QuestionShape[],
  concentrations: ArrayLike<number>,
): TreeReading {
  const shares = sharesOfConcentrations(questions, concentrations);
  const low = new Float64Array(shares.length);
  const high = new Float64Array(shares.length);
  for (const { start, answers } of questions) {
    const sum = sumOf(concentrations, start, answers.length);
    for (let i = start; i < start + answers.length; i++) {
      const alone = answers.length === 1; // one answer only: its share is 1
      low[i] = alone ? 1 : betaQuantile(tail, concentrations[i], sum - concentrations[i]);
      high[i] = alone ? 1 : betaQuantile(1 - tail, concentrations[i], sum - concentrations[i]);
    }
  }
  const asked = proportionsAsked(questions, shares);
  return { shares, low, high, asked, route: likeliestRoute(questions, shares) };
}

/** Number of answers of all questions: the outputs of a head that answers them. */
export function answerCount(questions: readonly { answers: readonly unknown[] }[]): number {
  return questions.reduce((count, question) => count + question.answers.length, 0);
}

/**
 * Expected share of each answer among those asked its question: α_i / A with A = Σα over the question.
 *
 * @param concentrations (answers) α > 0, of one galaxy
 * @returns (answers) 0–1
 */
export function sharesOfConcentrations(
  questions: readonly QuestionShape[],
  concentrations: ArrayLike<number>,
): Float64Array {
  const shares = new Float64Array(concentrations.length);
  for (const { start, answers } of questions) {
    const sum = sumOf(concentrations, start, answers.length);
    for (let i = start; i < start + answers.length; i++) shares[i] = concentrations[i] / sum;
  }
  return shares;
}

/**
 * Share of all volunteers who come to each question: the product of the shares along the answers that lead to it,
 * summed where several do.
 *
 * @param shares (answers) among those asked; NaN where nobody was
 * @returns (questions) 0–1; NaN where a share on the way is not known
 * @throws Error where an answer that leads to a question is in no question, or questions lead to each other in a circle
 */
export function proportionsAsked(
  questions: readonly QuestionShape[],
  shares: ArrayLike<number>,
): Float64Array {
  const parents = parentsOf(questions);
  const asked = new Float64Array(questions.length);
  const state = new Uint8Array(questions.length); // 1 while being worked out, 2 when known
  const find = (q: number): number => {
    if (state[q] === 2) return asked[q];
    if (state[q] === 1)
      throw new Error(`need a tree of questions; got a circle through "${questions[q].name}"`);
    state[q] = 1;
    const leading = parents[q];
    let sum = leading ? 0 : 1;
    for (const { question, answer } of leading ?? []) sum += find(question) * shares[answer];
    asked[q] = Math.min(1, sum); // rounding, or answers of two questions that both lead here
    state[q] = 2;
    return asked[q];
  };
  for (let q = 0; q < questions.length; q++) find(q);
  return asked;
}

/**
 * The answers along the likeliest path: at each question that is reached, the one most volunteers give.
 *
 * @param shares (answers) among those asked
 * @returns indices of answers, rising
 */
export function likeliestRoute(questions: readonly QuestionShape[], shares: ArrayLike<number>): number[] {
  const parents = parentsOf(questions);
  const given = new Set<number>();
  // A question may stand before the one that leads to it: the pass is repeated until nothing new is reached.
  for (let before = -1; before !== given.size; ) {
    before = given.size;
    for (const [q, { start, answers }] of questions.entries()) {
      if (parents[q] && !parents[q].some(({ answer }) => given.has(answer))) continue;
      let likeliest = start;
      for (let i = start; i < start + answers.length; i++) if (shares[i] > shares[likeliest]) likeliest = i;
      given.add(likeliest);
    }
  }
  return [...given].sort((a, b) => a - b);
}

/** For each question the answers that lead to it and the questions they belong to; null where everybody is asked. */
export function parentsOf(
  questions: readonly QuestionShape[],
): ({ question: number; answer: number }[] | null)[] {
  const places = new Map<string, { question: number; answer: number }>();
  for (const [question, { start, answers }] of questions.entries()) {
    for (const [i, { column }] of answers.entries()) places.set(column, { question, answer: start + i });
  }
  return questions.map(({ name, askedIf }) => {
    if (!askedIf) return null;
    return askedIf.map(column => {
      const place = places.get(column);
      if (!place) throw new Error(`need the answer "${column}" that leads to "${name}"; got no such answer`);
      return place;
    });
  });
}

function sumOf(values: ArrayLike<number>, start: number, count: number): number {
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += values[i];
  return sum;
}
