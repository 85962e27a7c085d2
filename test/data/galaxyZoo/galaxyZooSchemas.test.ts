import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  galaxyZooSchemas,
  jointSchemas,
  schemaQuestions,
} from '../../../src/data/galaxyZoo/galaxyZooSchemas.ts';
import { answerCount } from '../../../src/maths/catalogue/decisionTree.ts';

interface FixtureSchema {
  nQuestions: number;
  nAnswers: number;
  questions: {
    question: string;
    start: number;
    end: number;
    answers: string[];
    columns: string[];
    askedIf: string | null;
  }[];
}

const fixture = new URL('../../../../shared/fixtures/label_schemas.json', import.meta.url);

/** Questions whose route Zoobot's list simplifies, and the route the volunteers walked (its documentation, caveats a–c). */
function walkedRoute(question: string): string[] | undefined {
  const [, name, suffix] = /^(.*?)(-dr5|-dr8|-dr12|-gz2|-ukidss|-cd|-euclid|-jwst|-candels|-hubble|)$/.exec(
    question,
  )!;
  const features = ['-candels', '-hubble'].includes(suffix) ? 'features' : 'featured-or-disk';
  const everyGalaxy = ['smooth', features].map(answer => `smooth-or-featured${suffix}_${answer}`);
  if (name === 'merging' || name === 'something-odd' || question === 'clumps-jwst') return everyGalaxy;
  const likeGalaxyZoo2 = ['-gz2', '-ukidss'].includes(suffix);
  if (likeGalaxyZoo2 && ['has-spiral-arms', 'bar', 'bulge-size'].includes(name))
    return [`disk-edge-on${suffix}_no`];
  const spiralShape = ['spiral-winding', 'spiral-arm-count'].includes(name);
  if (['-candels', '-hubble'].includes(suffix) && spiralShape) return [`has-spiral-arms${suffix}_yes`];
  return undefined;
}

describe('galaxyZooSchemas', () => {
  it.skipIf(!existsSync(fixture))('agrees with every question, answer and route of Zoobot', () => {
    const { composites, ...schemas } = JSON.parse(readFileSync(fixture, 'utf8')) as Record<
      string,
      FixtureSchema
    > & {
      composites: Record<string, string[]>;
    };
    expect([...galaxyZooSchemas.keys()]).toEqual(Object.keys(schemas));
    for (const [name, schema] of Object.entries(schemas as Record<string, FixtureSchema>)) {
      const questions = galaxyZooSchemas.get(name)!;
      expect(questions.length).toBe(schema.nQuestions);
      expect(answerCount(questions)).toBe(schema.nAnswers);
      expect(
        questions.map(({ text: _, ...question }) => question),
        name,
      ).toEqual(
        schema.questions.map(({ question, start, answers, columns, askedIf }) => ({
          name: question,
          start,
          answers: answers.map((answer, i) => ({ name: answer, column: columns[i] })),
          askedIf: walkedRoute(question) ?? (askedIf === null ? null : [askedIf]),
        })),
      );
    }
    expect(Object.fromEntries(jointSchemas)).toEqual(composites);
  });

  it('has routes that lead from answers given before', () => {
    for (const [name, questions] of galaxyZooSchemas) {
      const columns = questions.flatMap(question => question.answers.map(answer => answer.column));
      expect(new Set(columns).size, name).toBe(columns.length);
      for (const { askedIf } of questions)
        for (const column of askedIf ?? []) expect(columns).toContain(column);
    }
  });

  it('puts every question to a person in words', () => {
    for (const question of [...galaxyZooSchemas.values()].flat())
      expect(question.text).toMatch(/^[A-Z].* .*\?$/);
  });

  it('joins GZ Evo as published: 76 questions with 239 answers, and 60 with 188 in the public second version', () => {
    const sizes = ['gz_evo_v1', 'gz_evo_v1_public', 'gz_evo_v2', 'gz_evo_v2_public'].map(name => {
      const questions = schemaQuestions(name)!;
      const last = questions.at(-1)!;
      expect(last.start + last.answers.length).toBe(answerCount(questions));
      return [questions.length, answerCount(questions)];
    });
    expect(sizes).toEqual([
      [76, 239],
      [63, 194],
      [86, 279],
      [60, 188],
    ]);
  });
});
