import { AnswerLine } from './AnswerLine.tsx';
import classes from './DecisionTree.module.css';
import { useAnswerKeys } from './useAnswerKeys.ts';

interface ClassBarsProps {
  names: readonly string[];
  /** (classes) probabilities */
  values: Float32Array;
  painted: number;
  onChoose(answer: number): void;
}

/** The classes of a classifier, likeliest first. */
export function ClassBars({ names, values, painted, onChoose }: ClassBarsProps) {
  const { list, current, onKeyDown, onFocus } = useAnswerKeys();
  const order = [...names.keys()].sort((a, b) => values[b] - values[a] || a - b);
  return (
    <ul ref={list} className={classes.answers} aria-label="Classes" onKeyDown={onKeyDown} onFocus={onFocus}>
      {order.map((answer, place) => (
        <li key={answer}>
          <AnswerLine
            answer={answer}
            word={names[answer]}
            share={values[answer]}
            likely={place === 0}
            painted={answer === painted}
            tabbable={place === current}
            onChoose={onChoose}
          />
        </li>
      ))}
    </ul>
  );
}
