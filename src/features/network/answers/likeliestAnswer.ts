import type { HeadCard, TreeQuestion } from '../../../contracts/decisionTree.ts';
import { answerPhrase } from '../../../data/galaxyZoo/answerPhrases.ts';
import {
  likeliestRoute,
  proportionsAsked,
  sharesOfConcentrations,
} from '../../../maths/catalogue/decisionTree.ts';

/** Index of the class, or of the first question's answer, that the network holds likeliest. */
export function likeliestAnswer(head: HeadCard, values: ArrayLike<number>): number {
  const count = head.kind === 'classes' ? head.classes.length : head.questions[0].answers.length;
  let best = 0;
  for (let i = 1; i < count; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** A galaxy in a few words, and the share of volunteers who would say the first of them. */
interface ShortReading {
  words: string;
  share: number;
}

const mostWords = 3; // a line beside an image
const clear = 0.5; // an answer most would give to a question most would be asked

/**
 * The likeliest walk in short: "Featured or disk, spiral arms": its first answer and what else most volunteers would
 * see, the absences left out.
 *
 * @param values (answers) what the head predicts of the galaxy: probabilities of classes, or concentrations of votes
 */
export function shortReading(head: HeadCard, values: Float32Array): ShortReading {
  const first = likeliestAnswer(head, values);
  if (head.kind === 'classes') return { words: head.classes[first], share: values[first] };
  const { questions } = head;
  const shares = sharesOfConcentrations(questions, values);
  const asked = proportionsAsked(questions, shares);
  const phrases = likeliestRoute(questions, shares).flatMap(i => {
    const q = questions.findIndex(({ start, answers }) => i >= start && i < start + answers.length);
    const question = questions[q];
    const { name } = question.answers[i - question.start];
    const positive = !/^(no|none|neither|no-bulge|cant-tell|other)$/.test(name);
    const said = i === first || (positive && tells(question) && asked[q] * shares[i] >= clear);
    return said ? [answerPhrase(question, name)] : [];
  });
  const [head0, ...others] = phrases.slice(0, mostWords);
  return { words: [head0, ...others.map(lowered)].join(', '), share: shares[first] };
}

/** Questions whose answers can be told in passing; how large a bulge is or how wound the arms are, cannot. */
function tells({ name }: TreeQuestion): boolean {
  return /^(disk-edge-on|has-spiral-arms|bar|how-rounded|something-odd|odd-feature|merging|ring)/.test(name);
}

function lowered(phrase: string): string {
  return phrase.charAt(0).toLowerCase() + phrase.slice(1);
}
