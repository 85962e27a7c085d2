import { beforeEach, describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { schemaQuestions } from '../../../src/data/galaxyZoo/galaxyZooSchemas.ts';
import { shapeNames } from '../../../src/maths/catalogue/shapeOfAnswers.ts';
import { followOpeningColour, labelColumn, shapeColumn } from '../../../src/session/map/openingColour.ts';
import type { HeadPredictions } from '../../../src/session/predictions.ts';
import { createSession, type Session } from '../../../src/session/session.ts';

const numbers = (name: string, values: number[]): Column => ({
  kind: 'number',
  name,
  source: 'file',
  values: Float32Array.from(values),
});
const words = (name: string): Column => ({
  kind: 'category',
  name,
  source: 'file',
  categories: ['a', 'b'],
  codes: Uint8Array.of(0, 1, 0, 1),
});
const redshift = numbers('redshift', [0.1, 0.2, 0.3, 0.4]);

const questions = schemaQuestions('gz2')!;
const answers = questions.flatMap(question => question.answers);
/** Concentrations of galaxies for which each named answer has nine votes of ten in its question. */
function predictionsOf(galaxies: string[][]): HeadPredictions {
  const values = new Float32Array(galaxies.length * answers.length);
  galaxies.forEach((named, row) => {
    answers.forEach((answer, i) => {
      values[row * answers.length + i] = named.some(name => answer.column === name) ? 90 : 5;
    });
  });
  return { weights: 'test', head: { kind: 'tree', questions }, answers: answers.length, values };
}
const featured = 'smooth-or-featured-gz2_featured-or-disk';
const galaxies: [string, string[]][] = [
  ['smooth', ['smooth-or-featured-gz2_smooth', 'bar-gz2_yes']],
  [
    'spiral',
    [featured, 'has-spiral-arms-gz2_yes', 'disk-edge-on-gz2_no', 'bar-gz2_no', 'something-odd-gz2_no'],
  ],
  ['edge-on', [featured, 'disk-edge-on-gz2_yes', 'bar-gz2_yes', 'something-odd-gz2_no']],
  ['disk, no arms', [featured, 'has-spiral-arms-gz2_no', 'disk-edge-on-gz2_no', 'bar-gz2_no']],
  ['barred', [featured, 'has-spiral-arms-gz2_yes', 'disk-edge-on-gz2_no', 'bar-gz2_yes']],
  ['odd', [featured, 'something-odd-gz2_yes', 'bar-gz2_yes']],
  ['artefact', ['smooth-or-featured-gz2_artifact', 'something-odd-gz2_yes']],
];

describe('shapeColumn', () => {
  it('names what most volunteers are expected to see', () => {
    const shape = shapeColumn(predictionsOf(galaxies.map(([, named]) => named)))!;
    expect(Array.from(shape.codes, code => shape.categories[code])).toEqual(galaxies.map(([name]) => name));
    expect(shape.categories).toEqual(shapeNames);
  });

  it('leaves galaxies without answers without a shape', () => {
    const blank = predictionsOf([[], galaxies[0][1]]);
    blank.values.fill(Number.NaN, 0, answers.length);
    expect([...shapeColumn(blank)!.codes]).toEqual([255, 0]);
    blank.values.fill(Number.NaN);
    expect(shapeColumn(blank)).toBeNull();
  });
});

describe('labelColumn', () => {
  it('finds classes by their name, or a single flag', () => {
    expect(labelColumn([redshift, words('survey'), words('class')])?.name).toBe('class');
    expect(labelColumn([redshift, numbers('weak_class', [0, 1, 4, 4, 1, 0])])?.name).toBe('weak_class');
    expect(labelColumn([redshift, numbers('ring', [0, 1, 1, 0])])?.name).toBe('ring');
    expect(labelColumn([redshift, words('survey'), numbers('bar', [0, 0.5, 1, 1])])).toBeNull();
  });
});

describe('followOpeningColour', () => {
  let session: Session;
  const open = (columns: Column[]) => {
    session.columns.getState().reset(columns);
    session.catalogue.getState().replace({ columns, rowCount: 4 } as OpenedCatalogue);
  };
  const painted = () => session.columns.getState().painted;
  beforeEach(() => {
    session = createSession(() => 0);
    followOpeningColour(session);
  });
  const predict = () => session.predictions.getState().replace(predictionsOf(galaxies.map(each => each[1])));

  it('paints the label column, whatever a network says later', () => {
    open([redshift, words('class')]);
    expect(painted()).toBe('class');
    predict();
    expect(painted()).toBe('class');
  });

  it('paints the predicted shape once it is there, and volunteers’ votes until then', () => {
    open([redshift, numbers('Class1.1', [0.1, 0.5, 0.9, 1])]);
    expect(painted()).toBe('Class1.1');
    predict();
    expect(painted()).toBe('predicted shape');
    session.predictions.getState().replace(null); // other weights are chosen
    expect(painted()).toBe('Class1.1'); // as it opened
    predict();
    expect(painted()).toBe('predicted shape');
  });

  it('decides once where the catalogue brings its answers', () => {
    const colours: (string | null)[] = [];
    session.columns.subscribe(({ painted }) => colours.push(painted));
    session.predictions.getState().expect();
    open([redshift, numbers('Class1.1', [0.1, 0.5, 0.9, 1])]);
    predict();
    expect([...new Set(colours)]).toEqual([null, 'predicted shape']);
    expect(session.predictions.getState().awaited).toBe(false);
  });

  it('takes volunteers’ votes where the answers could not be read', () => {
    session.predictions.getState().expect();
    open([redshift, numbers('Class1.1', [0.1, 0.5, 0.9, 1])]);
    session.predictions.getState().replace(null);
    expect(painted()).toBe('Class1.1');
  });

  it('leaves what a person chose, none included', () => {
    open([redshift]);
    session.columns.getState().paint('redshift');
    predict();
    expect(painted()).toBe('redshift');
  });

  it('gives way to the opening colour where weights without answers take a chosen one with them', () => {
    for (const chosen of ['predicted shape', 'predicted · Ring']) {
      session = createSession(() => 0);
      followOpeningColour(session);
      open([redshift, numbers('Class1.1', [0.1, 0.5, 0.9, 1])]);
      predict();
      const ring = { ...numbers('predicted · Ring', [0, 0, 1, 1]), source: 'network' };
      session.columns.getState().publishAll('network', [ring]);
      session.columns.getState().paint(null);
      session.columns.getState().paint(chosen); // by a person, a link or a former visit
      session.predictions.getState().replace(null);
      session.columns.getState().publishAll('network', []);
      expect(painted()).toBe('Class1.1');
    }
  });

  it('does not colour again a map whose colour was taken away', () => {
    open([redshift, words('class')]);
    session.columns.getState().paint(null);
    predict();
    expect(painted()).toBeNull();
  });
});
