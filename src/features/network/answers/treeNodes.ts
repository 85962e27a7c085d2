import type { TreeQuestion } from '../../../contracts/decisionTree.ts';
import { parentsOf } from '../../../maths/catalogue/decisionTree.ts';

/** A question as it is drawn, with those its answers lead to. */
export interface TreeNode {
  /** Index of the question. */
  question: number;
  /** Questions that only one answer leads to, by the answer's index. */
  branches: Map<number, TreeNode[]>;
}

/**
 * The tree as volunteers walk it: a question under the one answer that leads to it; one that several answers lead to, or
 * that everybody is asked, after the question they belong to.
 */
export function treeNodes(questions: readonly TreeQuestion[]): TreeNode[] {
  const nodes = questions.map((_, question): TreeNode => ({ question, branches: new Map() }));
  const roots: TreeNode[] = [];
  const parents = parentsOf(questions);
  /** The list a question stands in. */
  const listOf = (q: number): TreeNode[] => {
    const leading = parents[q];
    if (!leading || leading.length === 0) return roots;
    const [{ question, answer }] = leading;
    if (leading.length > 1) return listOf(question);
    const { branches } = nodes[question];
    const own = branches.get(answer) ?? [];
    branches.set(answer, own);
    return own;
  };
  for (const [q, node] of nodes.entries()) listOf(q).push(node);
  return roots;
}
