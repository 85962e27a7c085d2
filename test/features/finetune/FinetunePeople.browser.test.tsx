import { act } from 'react';
import { afterEach, expect, it } from 'vitest';
import { FinetunePeople } from '../../../src/features/finetune/FinetunePeople.tsx';
import { createFinetune, type Finetune } from '../../../src/features/finetune/finetune.ts';
import { readQuestion } from '../../../src/features/finetune/labels/labelSources.ts';
import { createSession, type Session } from '../../../src/session/session.ts';
import { drawn, mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { settle, smallCatalogue } from '../smallCatalogue.ts';
import { createFakeFinetune } from './fakeFinetune.ts';

const n = 40;
let room: Awaited<ReturnType<typeof mountRoom>>;
let session: Session;
let finetune: Finetune;

async function enter(scheme: 'dark' | 'light' = 'dark') {
  session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(n, { columns: [] }));
  finetune = createFinetune(createFakeFinetune(session).clients);
  await finetune.open('small');
  room = await mountRoom(session, <FinetunePeople finetune={finetune} />, scheme);
  await act(settle);
}

const classOf = (row: number) => ['ring', 'arc', 'disk'][row % 3];

/** A file of one who sees rings, arcs and disks, but every `slip`th galaxy as another class. */
function fileOf(name: string, slip: number): File {
  const lines = Array.from(
    { length: 30 },
    (_, row) => `g${row},${classOf(row % slip === 0 ? row + 1 : row)}`,
  );
  return new File([`id,class\n${lines.join('\n')}\n`], name);
}

/** Waits until the panel says something. */
async function says(sentence: string): Promise<void> {
  const untilMs = performance.now() + 30_000; // the reader's code is fetched first
  while (!words().includes(sentence) && performance.now() < untilMs) await act(settle);
  expect(words().includes(sentence), sentence).toBe(true);
}

/** Chooses files as a person does in the browser's dialog. */
async function choose(files: File[]): Promise<void> {
  const input = room.place.querySelector<HTMLInputElement>('input[type="file"]')!;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  await act(async () => {
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await says('Leave them');
}

const press = (name: string) => act(async () => withWords(room.place, 'button', name).click());
const columnNames = () => session.columns.getState().columns.map(({ name }) => name);
const words = () => room.place.textContent ?? '';

afterEach(() => room.end());

it('adds nobody before the person agrees; then the consensus can be learnt from', async () => {
  await enter();
  await choose([fileOf('ann.csv', 7), fileOf('bob.csv', 11), fileOf('cai.csv', 13)]);
  expect(words()).toContain('30 galaxies matched a row on its column id, of 30 rows');
  expect(words()).toContain('g1 → g1: arc');
  expect(columnNames()).toEqual([]);
  await press('Leave them');
  expect(words()).not.toContain('ann.csv');
  expect(columnNames()).toEqual([]);

  await choose([fileOf('ann.csv', 7), fileOf('bob.csv', 11), fileOf('cai.csv', 13)]);
  await press('Add these 3 people');
  expect(columnNames()).toEqual([
    'label: ann',
    'label: bob',
    'label: cai',
    'consensus label',
    'label agreement',
  ]);
  await says('over 30 galaxies that two or more people judged');
  expect(words()).toContain('30 galaxies have a consensus.');

  await press('Learn from it');
  const { source, hand } = finetune.labelling.getState();
  const asked = readQuestion(
    source,
    session.columns.getState().columns,
    n,
    hand,
    session.catalogue.getState().rowOf,
  );
  const { question } = asked;
  if (question?.kind !== 'classes') throw new Error('need a question of classes');
  const learnt = Array.from(question.labels, label => question.classes[label] ?? null);
  const truth = Array.from({ length: n }, (_, row) => (row === 0 ? 'arc' : row < 30 ? classOf(row) : null)); // all three err on g0
  expect(learnt).toEqual(truth);
});

it('says who is here already, and lets a newer file take the place of the older one', async () => {
  await enter();
  await act(async () => finetune.labelling.getState().renameClass(0, 'ring'));
  await act(async () => finetune.labelling.getState().label([0, 3], 0));
  await choose([fileOf('ann.csv', 7)]);
  await press('Add ann');
  await choose([fileOf('ann.csv', 7), fileOf('ann.csv', 5)]);
  expect(words()).toContain('The same as ann, who was added already.');
  expect(words()).toContain('Replaces the present labels of ann.');
  await press('Add ann'); // the same file once more is left out by itself
  const { others } = finetune.people.getState();
  expect(others.map(({ name }) => name)).toEqual(['ann']);
  expect(others[0].verdicts.get('g5')).toBe(classOf(6));
  expect(words()).toContain('With you');
  await press('Remove ann');
  expect(columnNames()).toEqual([]);
  await act(async () => session.notices.getState().notices.at(-1)?.undo?.());
  expect(columnNames()).toContain('label: ann');
});

it('refuses a file in a sentence, and takes the others', async () => {
  await enter();
  await choose([new File(['id,class\nM31,ring\n'], 'else.csv'), fileOf('bob.csv', 11)]);
  const [{ sentence }] = session.notices.getState().notices;
  expect(sentence).toContain('Nothing was taken from else.csv.');
  expect(sentence).toContain('holds ids of this catalogue');
  expect(words()).toContain('bob.csv');
  expect(words()).not.toContain('else.csv');
});

it.each(['dark', 'light'] as const)('has nothing serious for axe, %s', async scheme => {
  await enter(scheme);
  await choose([fileOf('ann.csv', 7), fileOf('bob.csv', 5)]);
  await drawn();
  expect(await seriousFlaws(room.place)).toEqual([]);
  await press('Add these 2 people');
  await says('over 30 galaxies');
  await drawn();
  expect(await seriousFlaws(room.place)).toEqual([]);
});
