import { Select, Switch, TextInput } from '@mantine/core';
import '@mantine/core/styles/Switch.css';
import { useEffect, useState } from 'react';
import type { Column } from '../../../contracts/column.ts';
import { classPresets } from '../../../data/runs/curationPresets.ts';
import room from '../../../ui/room.module.css';
import { type LabelSource, voteColumnsKey } from './labelSources.ts';
import { findVoteColumns } from './voteQuestions.ts';

interface SourceFieldsProps {
  source: LabelSource;
  columns: readonly Column[];
  problem: string | null;
  /** Index of the first character of the rule that is wrong. */
  position?: number;
  onChoose(fields: Partial<LabelSource>): void;
}

/** Which column, rule or question of votes holds the labels. */
export function SourceFields({ source, columns, problem, position, onChoose }: SourceFieldsProps) {
  if (source.kind === 'rule') return <RuleField {...{ source, problem, position, onChoose }} />;
  if (source.kind === 'preset') {
    const presets = classPresets(columns);
    return (
      <Select
        size="xs"
        label="Classes"
        description="By shares of Galaxy Zoo 2’s votes; a galaxy that fits two classes is of the rarer one, one that fits none is left out."
        placeholder={presets.length > 0 ? 'Choose a paper' : 'This catalogue holds no votes of Galaxy Zoo 2'}
        disabled={presets.length === 0}
        data={presets.map(({ title }) => title)}
        value={source.preset}
        onChange={preset => onChoose({ preset })}
      />
    );
  }
  if (source.kind === 'votes') {
    const questions = findVoteColumns(columns);
    return (
      <Select
        size="xs"
        label="Question"
        placeholder={questions.length > 0 ? 'Choose a question' : 'This catalogue holds no votes'}
        disabled={questions.length === 0}
        searchable
        data={questions.map(each => ({
          value: voteColumnsKey(each),
          label: `${each.name}: ${each.answers.map(({ name }) => name).join(', ')}`,
        }))}
        value={source.votes}
        onChange={votes => onChoose({ votes })}
      />
    );
  }
  const chosen = columns.find(({ name }) => name === source.column);
  return (
    <>
      <Select
        size="xs"
        label="Column"
        placeholder="Choose a column"
        searchable
        allowDeselect={false}
        data={choices(columns.filter(({ kind }) => kind !== 'text'))}
        value={source.column}
        onChange={column => onChoose({ column })}
      />
      {chosen?.kind === 'number' && (
        <Switch
          size="xs"
          label="Learn it as a number"
          description="The network predicts the value itself, not a class."
          checked={source.asNumber}
          onChange={event => onChoose({ asNumber: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

const typingPauseMs = 300; // a half-typed rule is not a mistake yet

function RuleField({ source, problem, position, onChoose }: Omit<SourceFieldsProps, 'columns'>) {
  const [text, setText] = useState(source.rule);
  useEffect(() => {
    const timer = setTimeout(() => onChoose({ rule: text }), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, onChoose]);
  const read = text === source.rule;
  const at = position === undefined ? '' : ` (character ${position + 1})`;
  return (
    <div className={room.part}>
      <TextInput
        size="xs"
        label="Rule"
        description="Galaxies for which it holds are one class, the others the other; those with an empty column are neither."
        placeholder="ring > 0.5 and `edge on` < 0.2"
        spellCheck={false}
        value={text}
        error={read && problem ? `${problem}${at}` : undefined}
        onChange={event => setText(event.currentTarget.value)}
      />
    </div>
  );
}

function choices(columns: readonly Column[]): { group: string; items: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { name, source, group = source } of columns) {
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
