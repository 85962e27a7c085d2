import type { CategoryColumn, Column } from '../../contracts/column.ts';
import { fewWholeNumbers } from '../../maths/catalogue/fewWholeNumbers.ts';
import { shapeNames, shapesOfAnswers } from '../../maths/catalogue/shapeOfAnswers.ts';
import type { HeadPredictions } from '../predictions.ts';
import type { Session } from '../session.ts';

const shapeSource = 'predicted shape';
const shapeName = 'predicted shape';
const labelName = /(^|[\s_-])(class|label|kind|type|morphology|hubble|category|target)/i;
const mostLabels = 24; // words that are still classes

/** The column that labels a catalogue's galaxies: one of few words or whole numbers called so, or its only 0/1 column; else null. */
export function labelColumn(columns: readonly Column[]): Column | null {
  const kinds = columns.filter(column => {
    if (column.kind === 'category')
      return column.categories.length > 1 && column.categories.length <= mostLabels;
    return column.kind === 'number' && labelName.test(column.name) && fewWholeNumbers(column.values) !== null;
  });
  const named = kinds.find(column => labelName.test(column.name));
  if (named) return named;
  const flags = columns.filter(column => column.kind === 'number' && isFlag(column.values));
  return flags.length === 1 ? flags[0] : null;
}

function isFlag(values: ArrayLike<number>): boolean {
  const found = fewWholeNumbers(values);
  return found !== null && found.length === 2 && found[0] === 0 && found[1] === 1;
}

/** What a head's answers make of each galaxy, as a column of few words; null where they tell no shape. */
export function shapeColumn({ head, values, answers, weights }: HeadPredictions): CategoryColumn | null {
  const description = `The shape that ${weights} expects most volunteers to see.`;
  const base = {
    kind: 'category' as const,
    name: shapeName,
    label: 'Predicted shape',
    source: shapeSource,
    description,
  };
  if (head.kind === 'tree') {
    const codes = shapesOfAnswers(head.questions, values, answers);
    return codes.some(code => code < shapeNames.length)
      ? { ...base, categories: [...shapeNames], codes }
      : null;
  }
  const codes = new Uint8Array(values.length / answers).fill(255);
  for (let row = 0; row < codes.length; row++) {
    if (Number.isNaN(values[row * answers])) continue;
    let best = 0;
    for (let i = 1; i < answers; i++) if (values[row * answers + i] > values[row * answers + best]) best = i;
    codes[row] = Math.min(254, best);
  }
  return { ...base, description: `The likeliest class by ${weights}.`, categories: [...head.classes], codes };
}

/**
 * Gives every catalogue a colour when it opens: its label column, else the shape its network predicts once that is there,
 * else, until then, what volunteers say of its shape; where the catalogue brings its answers, the map waits for them. What a person or a link chose stays, as long as there is such a column:
 * weights that answer nothing take their answers with them, and the map gets the colour it opened with.
 */
export function followOpeningColour({ catalogue, columns, predictions }: Session): void {
  let chosen: string | null = null; // by this rule; another colour is somebody's choice
  const isFree = () => columns.getState().painted === chosen;

  function open(): void {
    const { columns: all, painted, paint } = columns.getState();
    if (painted !== null && painted === chosen) return; // already by this rule, as the former catalogue's columns went
    chosen = null;
    if (painted !== null) return;
    const { awaited } = predictions.getState(); // the shape is there in a moment: a map that changes its colours at once confuses
    chosen = (labelColumn(all) ?? (awaited ? undefined : volunteersShape(all)))?.name ?? null;
    if (chosen !== null) paint(chosen);
  }
  function publish(): void {
    const { predictions: present } = predictions.getState();
    const shape = present && shapeColumn(present);
    const { columns: all, publishAll, paint, painted } = columns.getState();
    if (!shape && !all.some(column => column.source === shapeSource)) return;
    const free = isFree() || (!shape && painted === shapeName); // a link or a former visit may have chosen it
    publishAll(shapeSource, shape ? [shape] : []);
    const own = catalogue.getState().catalogue?.columns ?? [];
    if (free && labelColumn(own) === null) {
      chosen = shape ? shapeName : (volunteersShape(columns.getState().columns)?.name ?? null); // as it opened
      paint(chosen);
    } else paint(painted);
  }
  columns.subscribe((now, before) => {
    const { predictions: present } = predictions.getState();
    if (present || before.painted === null || now.painted !== null || now.columns === before.columns) return;
    open(); // it went with the weights' answers; a colour that a person takes away changes no columns
  });
  catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) open();
  });
  predictions.subscribe((now, before) => {
    if (now.predictions !== before.predictions) publish();
    else if (before.awaited && !now.awaited) open(); // none could be read
  });
}

function volunteersShape(columns: readonly Column[]): Column | undefined {
  const shares = columns.filter(column => column.kind === 'number' && column.label !== undefined);
  return shares.find(column => column.label === 'Featured or disk') ?? shares[0];
}
