import type { HeadCard, TreeQuestion } from '../../contracts/decisionTree.ts';

/** Checks a card read from a file: its questions number their answers without a gap, or it names its classes. */
export function isHeadCard(value: unknown): value is HeadCard {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, classes, questions } = value as Record<string, unknown>;
  if (kind === 'classes') return isTextList(classes) && classes.length > 0;
  if (kind !== 'tree' || !Array.isArray(questions) || questions.length === 0) return false;
  let start = 0;
  return questions.every((question: Partial<TreeQuestion> | null) => {
    const { name, text, answers, askedIf } = question ?? {};
    if (typeof name !== 'string' || typeof text !== 'string' || question?.start !== start) return false;
    if (!Array.isArray(answers) || answers.length === 0) return false;
    start += answers.length;
    const known = answers.every(each => typeof each?.name === 'string' && typeof each.column === 'string');
    return known && (askedIf === null || isTextList(askedIf));
  });
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(each => typeof each === 'string');
}
