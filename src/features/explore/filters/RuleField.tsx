import { Autocomplete } from '@mantine/core';
import { useState } from 'react';
import { completionsOf } from './ruleCompletion.ts';

interface RuleFieldProps {
  /** The rule that is applied; empty for none. */
  rule: string;
  /** Names of the columns a rule can use. */
  names: readonly string[];
  /** Why the rule last given is none, as a sentence. */
  failure: string | null;
  onApply(rule: string): void;
}

/** A condition over columns in words, applied on Enter; names are completed while typing. */
export function RuleField({ rule, names, failure, onApply }: RuleFieldProps) {
  const [text, setText] = useState(rule);
  const offers = completionsOf(text, names);
  return (
    <Autocomplete
      size="xs"
      aria-label="Filter by an expression"
      placeholder="ring > 0.5 and redshift < 0.1"
      value={text}
      error={failure}
      data={offers}
      filter={({ options }) => options}
      limit={8}
      onChange={setText}
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.defaultPrevented) onApply(text);
      }}
      onBlur={() => {
        if (text !== rule && text.trim() === '') onApply('');
      }}
      spellCheck={false}
      autoComplete="off"
    />
  );
}
