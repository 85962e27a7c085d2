import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { JoinLabels } from '../../../../src/features/finetune/labels/JoinLabels.tsx';
import { createSession, type Session } from '../../../../src/session/session.ts';
import { mountRoom, seriousFlaws, withWords } from '../../mountRoom.tsx';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';
import '../../../../src/data/catalogues/tables/galaxyJoin.ts'; // fetched with the first table: here before the test

let room: Awaited<ReturnType<typeof mountRoom>>;
let session: Session;

/** A catalogue of eight galaxies g0 to g7, two of them selected, and the field that joins a table to it. */
async function enter(): Promise<void> {
  session = createSession(() => 0);
  const catalogue = smallCatalogue(8);
  session.catalogue.getState().replace(catalogue);
  session.columns.getState().reset(catalogue.columns);
  session.selection.getState().chooseMany(Uint32Array.of(2, 5));
  room = await mountRoom(session, <JoinLabels />);
}

/** Gives the file field a file, as its dialog does. */
async function join(text: string, name = 'labels.csv'): Promise<void> {
  const input = room.place.querySelector<HTMLInputElement>('input[type=file]')!;
  const chosen = new DataTransfer();
  chosen.items.add(new File([text], name));
  const complaints = session.notices.getState().notices.length;
  await act(async () => {
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const answered = () =>
    room.place.querySelector('section') ?? session.notices.getState().notices.length > complaints;
  await vi.waitFor(async () => {
    await act(settle);
    expect(answered()).toBeTruthy();
  });
}

const press = (words: string) => act(async () => withWords(room.place, 'button', words).click());
const names = () => session.columns.getState().columns.map(({ name }) => name);
const table = 'id,kind,grade\ng1,ring,2\ng3,merger,1\nelsewhere,ring,3\ng0,ring,4\n';

afterEach(() => room.end());

it('shows the first matches before anything is taken', async () => {
  await enter();
  await join(table);
  expect(room.place.textContent).toContain('3 of 8 galaxies matched a row of labels.csv on its column id.');
  const pairs = [...room.place.querySelectorAll('li')].map(each => each.textContent);
  expect(pairs).toEqual(['g0 → g0: grade = 4', 'g1 → g1: grade = 2', 'g3 → g3: grade = 1']);
  expect(names()).toEqual(['smooth', 'class', 'note']);
  expect(await seriousFlaws(room.place)).toEqual([]);
});

it('takes the columns at the person’s word, each label to its galaxy, and leaves the selection', async () => {
  await enter();
  await join(table);
  await press('Take these 2 columns');
  expect(names()).toEqual(['smooth', 'class', 'note', 'kind', 'grade']);
  const grade = session.columns.getState().columns.find(({ name }) => name === 'grade');
  expect(grade).toMatchObject({
    source: 'labels.csv',
    values: Float64Array.of(4, 2, Number.NaN, 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN),
  });
  expect(session.selection.getState().rows).toEqual(Uint32Array.of(2, 5));
  expect(room.place.querySelector('[role=status]')?.textContent).toContain('3 of 8 galaxies matched');
  expect(room.place.querySelector('ul')).toBeNull();
});

it('leaves them where the person does not want them', async () => {
  await enter();
  await join(table);
  await press('Leave them');
  expect(names()).toEqual(['smooth', 'class', 'note']);
  expect(room.place.querySelector('ul')).toBeNull();
  await join('id,kind\ng1,ring\ng2,merger\n', 'other.csv'); // and another can be joined
  expect(room.place.textContent).toContain('2 of 8 galaxies matched a row of other.csv');
  await press('Take this column');
  expect(names()).toEqual(['smooth', 'class', 'note', 'kind']);
});

it('takes nothing for a catalogue that has been opened meanwhile, and says so', async () => {
  await enter();
  await join(table);
  await act(async () => session.catalogue.getState().replace(smallCatalogue(8, { handle: 2 })));
  await press('Take these 2 columns');
  expect(names()).toEqual(['smooth', 'class', 'note']);
  expect(room.place.textContent).toContain('Another catalogue was opened meanwhile: join the table again.');
});

it('says of a table without an id of this catalogue that nothing was taken', async () => {
  await enter();
  await join('id,kind\nx1,ring\nx2,ring\n');
  expect(session.notices.getState().notices.at(-1)?.sentence).toContain(
    'No labels were taken from labels.csv.',
  );
  expect(names()).toEqual(['smooth', 'class', 'note']);
});
