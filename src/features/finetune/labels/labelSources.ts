import type { Column } from '../../../contracts/column.ts';
import {
  labelsOfColumn,
  labelsOfRule,
  labelsOfRules,
  ruleColumns,
} from '../../../data/catalogues/columnLabels.ts';
import { classPresets } from '../../../data/runs/curationPresets.ts';
import type { HandLabels } from '../../../data/runs/handLabels.ts';
import { columnRule } from '../../../maths/catalogue/columnRule.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Question } from './question.ts';
import { findVoteColumns, questionOfVotes } from './voteQuestions.ts';

/** Source of every column this room publishes; labels come from other sources. */
export const finetuneSource = 'finetune';

/** Where labels come from: a column, a rule over columns, a paper's classes, volunteers' votes, or the person's own hand. */
export type SourceKind = 'column' | 'rule' | 'preset' | 'votes' | 'hand';

/** What a person chose in the form of the labels. Entries that belong to another kind are kept, and ignored. */
export interface LabelSource {
  kind: SourceKind;
  /** Name of the column. */
  column: string | null;
  /** Whether a column of numbers is learnt as a number, not as classes. */
  asNumber: boolean;
  /** As typed; see maths/catalogue/columnRule. */
  rule: string;
  /** Key of the vote columns: name, with "_fraction" where they hold shares. */
  votes: string | null;
  /** Title of a paper's classes. */
  preset: string | null;
}

/** The form at first: a column, with none chosen yet. */
export const firstSource: LabelSource = {
  kind: 'column',
  column: null,
  asNumber: false,
  rule: '',
  votes: null,
  preset: null,
};

/** A question read from a source, or a sentence on why there is none; neither before anything is chosen. */
export interface QuestionResult {
  question: Question | null;
  problem: string | null;
  /** Index of the first character of the rule that is wrong. */
  position?: number;
}

const nothing: QuestionResult = { question: null, problem: null };

/**
 * Reads the question that a source asks of a catalogue.
 *
 * @param hand labels given by hand
 * @param rowOf catalogue row of an id, or undefined
 */
export function readQuestion(
  source: LabelSource,
  columns: readonly Column[],
  rowCount: number,
  hand: Pick<HandLabels, 'classes' | 'labels'>,
  rowOf: (id: string) => number | undefined,
): QuestionResult {
  try {
    const question = questionOf(source, columns, rowCount, hand, rowOf);
    return question ? { question, problem: null } : nothing;
  } catch (error) {
    const position = (error as { position?: number }).position;
    return { question: null, problem: sentenceOf(error), position };
  }
}

function questionOf(
  { kind, column: chosen, asNumber, rule, votes, preset }: LabelSource,
  columns: readonly Column[],
  rowCount: number,
  hand: Pick<HandLabels, 'classes' | 'labels'>,
  rowOf: (id: string) => number | undefined,
): Question | null {
  switch (kind) {
    case 'column': {
      const column = columns.find(({ name }) => name === chosen);
      if (!column) return null;
      if (column.kind === 'number' && asNumber) {
        return { kind: 'number', name: column.name, unit: column.unit, values: column.values };
      }
      return { kind: 'classes', name: column.name, ...labelsOfColumn(column) };
    }
    case 'rule': {
      if (rule.trim() === '') return null;
      const read = columnRule(rule, ruleColumns(columns));
      const name = rule.trim();
      return { kind: 'classes', name, ...labelsOfRule(read, rowCount, ['does not hold', 'holds']) };
    }
    case 'preset': {
      const found = classPresets(columns).find(({ title }) => title === preset);
      if (!found) return null;
      const known = ruleColumns(columns);
      const rules = found.classes.map(each => ({ name: each.name, rule: columnRule(each.rule, known) }));
      return { kind: 'classes', name: found.title, ...labelsOfRules(rules, rowCount) };
    }
    case 'votes': {
      const found = findVoteColumns(columns).find(each => voteColumnsKey(each) === votes);
      return found ? questionOfVotes(found) : null;
    }
    case 'hand': {
      const labels = new Int16Array(rowCount).fill(-1);
      for (const [id, label] of hand.labels) {
        const row = rowOf(id);
        if (row !== undefined) labels[row] = label;
      }
      return { kind: 'classes', name: 'by hand', classes: hand.classes, labels };
    }
  }
}

/** Key of {@link LabelSource.votes}. */
export function voteColumnsKey({ name, fractions }: { name: string; fractions: boolean }): string {
  return fractions ? `${name}_fraction` : name;
}
