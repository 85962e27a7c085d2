import { useMemo } from 'react';
import type { TreeQuestion } from '../../../contracts/decisionTree.ts';
import { answerWord } from '../../../data/galaxyZoo/answerPhrases.ts';
import type { VolunteerReading } from '../../../data/galaxyZoo/volunteerShares.ts';
import { readTree, type TreeReading } from '../../../maths/catalogue/decisionTree.ts';
import { formatPercent } from '../../../ui/text/quantity.ts';
import { AnswerLine } from './AnswerLine.tsx';
import classes from './DecisionTree.module.css';
import { type TreeNode, treeNodes } from './treeNodes.ts';
import { useAnswerKeys } from './useAnswerKeys.ts';

interface DecisionTreeProps {
  questions: TreeQuestion[];
  /** (answers) Dirichlet concentrations */
  values: Float32Array;
  /** Null where the catalogue has no votes. */
  volunteers: VolunteerReading | null;
  /** Answer the map is coloured by; −1 for none. */
  painted: number;
  onChoose(answer: number): void;
}

const few = 0.5; // below it published catalogues leave a question blank (Walmsley et al. 2022)

/** A decision tree as volunteers walk it, the likeliest walk marked. */
export function DecisionTree({ questions, values, volunteers, painted, onChoose }: DecisionTreeProps) {
  const reading = useMemo(() => readTree(questions, values), [questions, values]);
  const nodes = useMemo(() => treeNodes(questions), [questions]);
  const { list, current, onKeyDown, onFocus } = useAnswerKeys();
  const drawn = { questions, reading, route: new Set(reading.route), volunteers, painted, onChoose };
  const order = orderOf(nodes, questions);
  return (
    <ul
      ref={list}
      className={classes.tree}
      aria-label="Decision tree"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      {nodes.map(node => (
        <Question key={node.question} node={node} tabbable={order[current]} {...drawn} />
      ))}
    </ul>
  );
}

/** Answers in the order they are drawn. */
function orderOf(nodes: readonly TreeNode[], questions: readonly TreeQuestion[]): number[] {
  return nodes.flatMap(({ question, branches }) => {
    const { start, answers } = questions[question];
    const own = answers.map((_, i) => start + i);
    return [...own, ...own.flatMap(answer => orderOf(branches.get(answer) ?? [], questions))];
  });
}

interface QuestionProps {
  node: TreeNode;
  questions: TreeQuestion[];
  reading: TreeReading;
  route: Set<number>;
  volunteers: VolunteerReading | null;
  painted: number;
  tabbable: number;
  onChoose(answer: number): void;
}

function Question({ node, ...rest }: QuestionProps) {
  const { questions, reading, route, volunteers, painted, tabbable, onChoose } = rest;
  const { text, start, answers, askedIf } = questions[node.question];
  const asked = reading.asked[node.question];
  const votes = volunteers?.votes[node.question];
  const saidAsked = volunteers?.asked[node.question];
  return (
    <li className={classes.question} data-few={asked < few}>
      <div className={classes.head}>
        <span className={classes.text}>{text}</span>
        <span className={classes.asked}>
          {askedIf && `asked of ${formatPercent(asked)}`}
          {askedIf && saidAsked !== undefined && !Number.isNaN(saidAsked) && ` ○ ${formatPercent(saidAsked)}`}
          {!askedIf && votes !== undefined && !Number.isNaN(votes) && `○ ${votes} volunteers`}
        </span>
      </div>
      <ul className={classes.answers} aria-label={text}>
        {answers.map(({ name }, i) => {
          const at = start + i;
          return (
            <li key={name}>
              <AnswerLine
                answer={at}
                word={answerWord(name)}
                share={reading.shares[at]}
                low={reading.low[at]}
                high={reading.high[at]}
                volunteers={volunteers?.shares[at]}
                likely={route.has(at)}
                painted={at === painted}
                tabbable={at === tabbable}
                onChoose={onChoose}
              />
            </li>
          );
        })}
      </ul>
      {answers.map(({ name }, i) => {
        const below = node.branches.get(start + i);
        if (!below) return null;
        return (
          <div key={name} className={classes.branch} data-likely={route.has(start + i)}>
            <p className={classes.after}>after “{answerWord(name)}”</p>
            <ul className={classes.questions} aria-label={`After “${answerWord(name)}”`}>
              {below.map(child => (
                <Question key={child.question} node={child} {...rest} />
              ))}
            </ul>
          </div>
        );
      })}
    </li>
  );
}
