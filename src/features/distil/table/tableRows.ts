import type { PrototypeCard } from '../../../contracts/distillation/prototypes.ts';
import type { UnwrittenCard } from '../../../data/runs/prototypeFiles.ts';
import { methodName } from '../../../data/runs/settingFields.ts';
import { contenderName } from '../run/contenderName.ts';

/** A row of the table as a card keeps it. */
export type KeptRow = PrototypeCard['evaluations'][number];

/** A row as the table shows it. */
export interface TableRow {
  key: string;
  name: string;
  /** Of the set the row is from. */
  title: string;
  row: KeptRow;
  /** Of the set on show, or of another that was made of the same galaxies. */
  own: boolean;
}

/** Best first, by the student first: the order of reading. */
const order = ['synthetic', 'random', 'average', 'herding', 'full'] as const;

/**
 * The table of a set: its own rows, and the prototypes of other sets that were made of the same galaxies, as many of each class
 * and judged by the same network, so that methods stand beside each other.
 *
 * @param others by id
 */
export function tableRows(
  shown: UnwrittenCard,
  others: Iterable<readonly [string, UnwrittenCard]>,
): TableRow[] {
  const own = shown.evaluations.map(
    (row): TableRow => ({
      key: `own ${row.contender} ${row.network}`,
      name: nameOf(row, shown),
      title: shown.title,
      row,
      own: true,
    }),
  );
  const beside = [...others]
    .filter(([, card]) => comparable(card, shown))
    .flatMap(([id, card]) =>
      card.evaluations
        .filter(({ contender }) => contender === 'synthetic')
        .map(
          (row): TableRow => ({
            key: `${id} ${row.network}`,
            name: nameOf(row, card),
            title: card.title,
            row,
            own: false,
          }),
        ),
    );
  const place = ({ row, own: mine }: TableRow) =>
    (row.network === 'convnet' ? 0 : 100) + 10 * order.indexOf(row.contender) + (mine ? 0 : 1);
  return [...own, ...beside].sort((a, b) => place(a) - place(b));
}

function comparable(a: UnwrittenCard, b: UnwrittenCard): boolean {
  return (
    a.classes.join() === b.classes.join() &&
    a.view.sidePx === b.view.sidePx &&
    a.perClass.train === b.perClass.train &&
    a.perClass.test === b.perClass.test &&
    // Means and deviations of all pixels trained on: other galaxies have others.
    a.mean.join() === b.mean.join() &&
    a.deviation.join() === b.deviation.join() &&
    a.settings.imagesPerClass === b.settings.imagesPerClass &&
    a.settings.width === b.settings.width
  );
}

function nameOf({ contender }: KeptRow, { settings }: UnwrittenCard): string {
  const start = settings.start === 'noise' ? 'noise' : 'real';
  return contender === 'synthetic'
    ? `${methodName(settings.method)} from ${start}`
    : contenderName(contender, settings.method);
}
