/** One answer volunteers may give, and the column that holds its votes. */
export interface TreeAnswer {
  /** "cigar": as the campaign's tables name it. */
  name: string;
  /** "how-rounded-gz2_cigar": `<question>_<answer>`, as published tables name their columns. */
  column: string;
}

/** One question of a Galaxy Zoo decision tree (Willett et al. 2013, figure 1; later campaigns alike). */
export interface TreeQuestion {
  /** "how-rounded-gz2", with the campaign's suffix. */
  name: string;
  /** In words for a person: "How rounded is it?" */
  text: string;
  /** Index of its first answer among all answers of the head, which stand in the order of the questions. */
  start: number;
  answers: TreeAnswer[];
  /** Columns of the answers that lead here, any one of which will do; null where all volunteers are asked. */
  askedIf: string[] | null;
}

/**
 * What a head answers. "tree": per answer a Dirichlet concentration above 1, sigmoid(x) · 100 + 1 (Walmsley et al. 2023,
 * Zoobot). "classes": softmax probabilities.
 */
export type HeadCard = { kind: 'tree'; questions: TreeQuestion[] } | { kind: 'classes'; classes: string[] };
