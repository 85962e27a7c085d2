import { type ClassAdvice, classAdvice, classCounts } from '../../../maths/statistics/classBalance.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { answeredRows, type Question } from './question.ts';

const leastToTrain = 10; // one galaxy in ten is used to validate

/** What a person should know about the labels before training on them. */
export function adviceOf(question: Question): ClassAdvice {
  if (question.kind === 'classes') {
    const { classes, labels } = question;
    return classAdvice(classes, classCounts(labels, classes.length));
  }
  const count = answeredRows(question).length;
  const cannotTrain = count < leastToTrain;
  const sentences = cannotTrain
    ? [
        `${formatGalaxies(count)} ${count === 1 ? 'has' : 'have'} an answer; at least ${leastToTrain} are needed to train, validate and test.`,
      ]
    : [];
  return { sentences, cannotTrain, unbalanced: false };
}
