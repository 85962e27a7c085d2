import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { Column } from '../../../src/contracts/column.ts';
import type { EncodedImage } from '../../../src/contracts/ingest.ts';
import { createMemoryKeepsakes } from '../../../src/data/sets/keepsakeShelf.ts';
import { readVotables } from '../../../src/data/tables/votable.ts';
import { type SelectionFile, selectionFile } from '../../../src/features/explore/bar/selectionFile.ts';
import { openExplore } from '../../../src/features/explore/openExplore.ts';
import { orderByColumn, orderByNearness } from '../../../src/features/explore/selected/contactOrder.ts';
import { rowsAmong, rowsWithId, sortedRows } from '../../../src/features/table/rowOrder.ts';
import { rowsOf, wholeRowMask } from '../../../src/maths/catalogue/rowMask.ts';
import type { Filter } from '../../../src/maths/filters/filter.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { createSession, type Session } from '../../../src/session/session.ts';
import type { SetMode } from '../../../src/session/sets/galaxySet.ts';
import { allRows, ramp, settle, smallCatalogue } from '../smallCatalogue.ts';

const n = 120;
const modes: SetMode[] = ['new', 'add', 'subtract', 'intersect'];

/** Galaxies of which each value and picture tells the id, in another order than the rows. */
function told() {
  const random = createRandom(17);
  const numbers = Array.from({ length: n }, (_, row) => row);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [numbers[i], numbers[j]] = [numbers[j], numbers[i]];
  }
  const columns: Column[] = [
    { name: 'number', kind: 'number', source: '', values: Float64Array.from(numbers) },
    { name: 'half', kind: 'number', source: '', values: Float32Array.from(numbers, number => number / 2) },
    {
      name: 'parity',
      kind: 'category',
      source: '',
      categories: ['even', 'odd', 'third'],
      codes: Uint8Array.from(numbers, number => number % 3),
    },
    { name: 'words', kind: 'text', source: '', values: numbers.map(number => `no. ${number}`) },
  ];
  const ids = numbers.map(number => `galaxy-${number}`);
  const raDeg = Float64Array.from(numbers, number => number / 4);
  return { ids, columns, raDeg, decDeg: raDeg.map(ra => -ra) };
}

const numberOf = (id: string) => Number(id.replace('galaxy-', ''));
const pictures = async (session: Session, rows: Uint32Array): Promise<EncodedImage[]> => {
  const { ids } = session.catalogue.getState().catalogue!;
  return Array.from(rows, row => ({ row, type: 'image/jpeg', bytes: new TextEncoder().encode(ids.at(row)) }));
};

/** Cells of each file by column, to be compared with what the ids say. */
async function readBack(kind: SelectionFile, file: File): Promise<Map<string, (string | null)[]>> {
  if (kind === 'csv') {
    const [names, ...rows] = Papa.parse<string[]>(await file.text(), {
      comments: '#',
      skipEmptyLines: true,
    }).data;
    return new Map(names.map((name, i) => [name, rows.map(row => row[i])]));
  }
  if (kind === 'votable') {
    const [table] = await readVotables(await file.text(), file.name);
    return new Map(
      [...table.cells].map(([name, cells]) => [
        name,
        Array.from(cells, cell => (cell === null ? null : String(cell))),
      ]),
    );
  }
  const opened = await nodeIngest().open({ kind: 'file', file });
  return new Map<string, (string | null)[]>([
    ['id', [...opened.ids]],
    ['ra', Array.from(opened.raDeg ?? [], String)],
    ...opened.columns.map((column): [string, (string | null)[]] => [
      column.name,
      column.kind === 'category'
        ? Array.from(column.codes, code => column.categories[code])
        : Array.from(column.values, String),
    ]),
  ]);
}

async function checkFile(kind: SelectionFile, session: Session): Promise<void> {
  const file = await selectionFile(kind, session, rows => pictures(session, rows));
  const cells = await readBack(kind, file);
  const ids = cells.get('id') as string[];
  const { rows } = session.selection.getState();
  const { catalogue } = session.catalogue.getState();
  expect(ids).toEqual(Array.from(rows, row => catalogue!.ids.at(row)));
  for (const [i, id] of ids.entries()) {
    const number = numberOf(id);
    expect(Number(cells.get('number')![i])).toBe(number);
    expect(Number(cells.get('half')![i])).toBe(number / 2);
    expect(cells.get('parity')![i]).toBe(['even', 'odd', 'third'][number % 3]);
    expect(cells.get('words')![i]).toBe(`no. ${number}`);
    expect(Number(cells.get('ra')![i])).toBe(number / 4);
  }
}

it('keeps picture, table and exports the same galaxy through any filters, sorts and selections', async () => {
  for (const seed of [1, 2, 3]) {
    const random = createRandom(seed);
    const session = createSession(() => 0);
    const catalogue = smallCatalogue(n, { ...told(), hasImages: true });
    session.columns.getState().reset(catalogue.columns);
    session.catalogue.getState().replace(catalogue);
    session.representation
      .getState()
      .replace({ weights: 'w', components: ramp(n, 3), rows: allRows(n), complete: true });
    const { filters, keepsakes } = openExplore(session, createMemoryKeepsakes());
    await settle();
    const { ids, columns } = catalogue;
    for (let step = 0; step < 60; step++) {
      const pick = random.uniform();
      const { selection } = session;
      const passing = () => rowsOf(session.filters.getState().passing ?? wholeRowMask(n));
      if (pick < 0.3) filters.getState().put(drawnFilter(random));
      else if (pick < 0.4) filters.getState().clear();
      else if (pick < 0.6) {
        const chosen = passing().filter(() => random.uniform() < 0.5);
        selection.getState().chooseMany(chosen, `step ${step}`, modes[random.integer(4)]);
      } else if (pick < 0.7) selection.getState().invert(passing());
      else if (pick < 0.8) selection.getState().undo();
      else if (pick < 0.85) keepsakes.getState().keepSelection();
      else if (keepsakes.getState().sets.length > 0) {
        const [kept] = keepsakes.getState().sets;
        selection.getState().chooseMany(keepsakes.getState().rowsOf(kept), kept.name, 'new');
        expect(Array.from(selection.getState().rows, row => ids.at(row)).sort()).toEqual(
          [...kept.ids].sort(),
        );
      }
      // What passes is told by the ids alone.
      const { filters: applied } = session.filters.getState();
      expect(Array.from(passing(), row => ids.at(row))).toEqual(
        [...ids].filter(id => applied.every(filter => passes(filter, numberOf(id)))),
      );
      const column = columns[random.integer(3)];
      const { rows } = selection.getState();
      const mask = session.filters.getState().passing;
      const orders = [
        sortedRows(rowsAmong(rowsWithId(ids, 'galaxy'), mask, rows), column, ids, random.uniform() < 0.5),
        orderByColumn(rows, column),
        orderByNearness(rows, session.representation.getState().representation!),
      ];
      for (const order of orders.slice(1)) expect(order.toSorted()).toEqual(rows);
      for (const image of await pictures(session, orders[1])) {
        const id = new TextDecoder().decode(image.bytes);
        expect(id).toBe(ids.at(image.row));
        expect(valueIn(columns[0], image.row)).toBe(numberOf(id));
      }
      const inside = new Set(passing());
      expect(orders[0].toSorted()).toEqual(rows.filter(row => inside.has(row)));
      const sorted = Array.from(orders[0], row => numberOf(ids.at(row)));
      if (column.name !== 'parity') {
        const rising = [...sorted].sort((a, b) => a - b);
        expect([rising, rising.toReversed()]).toContainEqual(sorted);
      }
      if (rows.length > 0 && step % 10 === 9) {
        for (const kind of ['csv', 'votable', 'parquet', 'parquet with images'] as const)
          await checkFile(kind, session);
      }
    }
  }
}, 60_000);

function valueIn(column: Column, row: number): number {
  return column.kind === 'number' ? column.values[row] : Number.NaN;
}

function drawnFilter(random: ReturnType<typeof createRandom>): Filter {
  const pick = random.uniform();
  if (pick < 0.5) {
    const from = random.integer(n / 2);
    return { kind: 'range', column: 'number', from, to: from + random.integer(n) };
  }
  if (pick < 0.8)
    return { kind: 'words', column: 'parity', words: ['even', 'third'].slice(random.integer(2)) };
  return { kind: 'rule', text: 'half < 40 and parity != "odd"' };
}

function passes(filter: Filter, number: number): boolean {
  if (filter.kind === 'range') return number >= filter.from && number <= filter.to;
  const parity = ['even', 'odd', 'third'][number % 3];
  return filter.kind === 'words' ? filter.words.includes(parity) : number / 2 < 40 && parity !== 'odd';
}
