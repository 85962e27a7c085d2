import type { Figure, Mark } from '../../../contracts/figure.ts';

interface ConfusionSpec {
  label: string;
  names: readonly string[];
  /** (classes, classes) row-major counts: rows are true classes, columns predicted ones */
  counts: ArrayLike<number>;
  /** What the cells show; the numbers have both. */
  as: 'counts' | 'shares';
}

const cellPx = 48;
const gapPx = 2;
const letterPx = 7;
const topPx = 44;
const shortLetters = 3; // of names that head their own columns: beside classes “0” to “6”, numbers would be read as classes
const deepest = 0.3; // of the text's colour in a cell of share 1: its number keeps its contrast

/** A confusion matrix as a figure; a line a cell among its numbers. */
export function confusionFigure({ label, names, counts, as }: ConfusionSpec): Figure {
  const n = names.length;
  const members = names.map((_, truth) => sum(n, taken => counts[truth * n + taken]));
  const share = (truth: number, taken: number) =>
    members[truth] > 0 ? counts[truth * n + taken] / members[truth] : 0;
  const numbered = names.some(name => name.length > shortLetters);
  const leftPx = 16 + letterPx * Math.max(...names.map(name => name.length + 4), 16);
  return {
    title: label,
    draw: ink => {
      const word = { kind: 'text', colour: ink.muted, sizePx: 12 } as const;
      const middle = (i: number) => i * (cellPx + gapPx) + cellPx / 2;
      const marks: Mark[] = [{ ...word, xPx: 8, yPx: topPx - 10, text: 'true ╲ predicted' }];
      names.forEach((name, i) => {
        marks.push(
          {
            ...word,
            xPx: leftPx + middle(i),
            yPx: topPx - 10,
            text: numbered ? String(i + 1) : name,
            anchor: 'middle',
          },
          { ...word, xPx: 8, yPx: topPx + middle(i) + 4, text: numbered ? `${i + 1} ${name}` : name },
        );
      });
      for (let truth = 0; truth < n; truth++) {
        for (let taken = 0; taken < n; taken++) {
          const [xPx, yPx] = [leftPx + taken * (cellPx + gapPx), topPx + truth * (cellPx + gapPx)];
          const part = share(truth, taken);
          const text = as === 'counts' ? String(counts[truth * n + taken]) : (100 * part).toFixed(0);
          marks.push(
            {
              kind: 'box',
              xPx,
              yPx,
              widthPx: cellPx,
              heightPx: cellPx,
              fill: mixed(ink.ground, ink.text, deepest * part),
            },
            {
              ...word,
              colour: ink.text,
              xPx: xPx + cellPx / 2,
              yPx: yPx + cellPx / 2 + 4,
              text,
              anchor: 'middle',
              bold: truth === taken,
            },
          );
        }
      }
      const sidePx = n * (cellPx + gapPx);
      return { widthPx: Math.ceil(leftPx + sidePx + 8), heightPx: topPx + sidePx + 8, marks };
    },
    numbers: () => ({
      names: ['true', 'predicted', 'galaxies', 'share_of_true'],
      rows: names.flatMap((name, truth) =>
        names.map((other, taken) => [name, other, counts[truth * n + taken], share(truth, taken)]),
      ),
    }),
  };
}

function sum(n: number, of: (i: number) => number): number {
  let total = 0;
  for (let i = 0; i < n; i++) total += of(i);
  return total;
}

/** Between two colours "#rrggbb". @param share of the second */
function mixed(first: string, second: string, share: number): string {
  const [a, b] = [first, second].map(hex => Number.parseInt(hex.slice(1), 16));
  const channel = (shift: number) => {
    const [from, to] = [(a >> shift) & 255, (b >> shift) & 255];
    return Math.round(from + share * (to - from));
  };
  return `rgb(${channel(16)} ${channel(8)} ${channel(0)})`;
}
