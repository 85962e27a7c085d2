/** Names that figures had before, so that a command in someone's notes still runs. */
const formerNames: Readonly<Record<string, string>> = {
  distill: 'distil',
  'distill-fashion': 'distil-fashion',
  'distill-step': 'distil-step',
};

/** The name of the figure that a person asks for, whether by its present or by a former name. */
export function figureName(asked: string): string {
  return formerNames[asked] ?? asked;
}
