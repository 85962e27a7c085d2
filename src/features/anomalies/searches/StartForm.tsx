import '@mantine/core/styles/Radio.css';
import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Column } from '../../../contracts/column.ts';
import { type SearchStart, searchStartNames, searchStarts } from '../../../data/searches/interestSearch.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { isSurprise, voteColumns } from '../queue/openings.ts';
import type { AnomaliesStore, Beginning } from '../state/anomaliesState.ts';
import { Examples } from './Examples.tsx';
import { ImportButton } from './RatingFiles.tsx';
import classes from './StartForm.module.css';

interface StartFormProps {
  store: AnomaliesStore;
  /** Absent where there is no search to go back to. */
  onCancel?(): void;
}

/** The form for a new search: its name and what it begins with. */
export function StartForm({ store, onCancel }: StartFormProps) {
  const session = useSession();
  const columns = useStore(session.columns, s => s.columns);
  const searches = useStore(session.labels, s => s.searches);
  const open = useStore(session.labels, s => s.catalogue !== null);
  const votes = useMemo(() => voteColumns(columns), [columns]);
  const [name, setName] = useState('');
  const [start, setStart] = useState<SearchStart>('random');
  const [answer, setAnswer] = useState<string | null>(null);
  const [examples, setExamples] = useState<readonly number[]>([]);
  const usual = useMemo(() => newName(searches.map(each => each.name)), [searches]);
  const column = votes.find(each => each.name === answer);

  const beginning: Beginning | null =
    start === 'examples'
      ? examples.length > 0
        ? { start, rows: examples }
        : null
      : start === 'votes'
        ? column
          ? { start, values: column.values, surprise: isSurprise(column) }
          : null
        : { start };
  return (
    <form
      className={classes.form}
      aria-label="New search"
      onSubmit={event => {
        event.preventDefault();
        if (!beginning) return;
        store.getState().begin(name.trim() || usual, beginning);
        onCancel?.();
      }}
    >
      <p className={classes.lead}>
        Rate a few galaxies from 0 to 5. A model learns what you care about and shows you more of it.
      </p>
      <TextInput
        size="xs"
        label="What do you look for?"
        placeholder={usual}
        value={name}
        maxLength={60}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Radio.Group
        size="xs"
        label="Start from"
        value={start}
        onChange={value => setStart(value as SearchStart)}
      >
        <div className={classes.starts}>
          {searchStartNames.map(value => (
            <Radio
              key={value}
              size="xs"
              value={value}
              label={searchStarts[value].label}
              description={value === 'votes' && votes.length === 0 ? noVotes : searchStarts[value].meaning}
              disabled={value === 'votes' && votes.length === 0}
            />
          ))}
        </div>
      </Radio.Group>
      {start === 'examples' && <Examples rows={examples} onChange={setExamples} />}
      {start === 'votes' && (
        <Select
          size="xs"
          label="Answer"
          placeholder="Choose an answer"
          searchable
          data={choices(votes)}
          value={answer}
          onChange={setAnswer}
        />
      )}
      <div className={classes.actions}>
        <Button type="submit" size="xs" disabled={!beginning || !open}>
          Begin search
        </Button>
        <ImportButton store={store} onDone={onCancel} />
        {onCancel && (
          <Button size="xs" variant="default" onClick={onCancel}>
            Go back
          </Button>
        )}
      </div>
    </form>
  );
}

const noVotes = 'This catalogue has no votes, and no network has answered its questions yet.';

/** "Search 2" */
function newName(taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`Search ${n}`)) return `Search ${n}`;
}

function choices(columns: readonly Column[]): { group: string; items: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { name, source, group = source } of columns)
    groups.set(group, [...(groups.get(group) ?? []), name]);
  return [...groups].map(([group, items]) => ({ group, items }));
}
