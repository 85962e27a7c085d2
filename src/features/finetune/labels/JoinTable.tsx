import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import type { JoinedTable } from './labelsTable.ts';

/** Adds a person's own table: its columns join those of the catalogue after the person has seen the first matches. */
export function JoinTable() {
  const { catalogue, columns, notices } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState<string | null>(null);
  const [found, setFound] = useState<{ name: string; handle: number; table: JoinedTable } | null>(null);
  async function join(file: File): Promise<void> {
    const { ids, handle } = catalogue.getState().catalogue ?? {};
    if (!ids || handle === undefined) return;
    setFound(null);
    setTold(null);
    try {
      const { joinLabels } = await import('./labelsTable.ts');
      const present = columns.getState().columns;
      const taken = new Set(present.filter(({ source }) => source !== file.name).map(({ name }) => name));
      setFound({ name: file.name, handle, table: await joinLabels(file, [...ids], taken) });
    } catch (error) {
      notices.getState().complain(`No labels were taken from ${file.name}. ${sentenceOf(error)}`);
    }
  }
  function take(): void {
    if (!found) return;
    setFound(null);
    if (catalogue.getState().catalogue?.handle !== found.handle) {
      setTold('Another catalogue was opened meanwhile: join the table again.');
      return;
    }
    columns.getState().publishAll(found.name, found.table.columns);
    setTold(found.table.sentence);
  }
  return (
    <div className={room.part}>
      <div>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconUpload size={14} />}
          onClick={() => input.current?.click()}
        >
          Join a table of labels
        </Button>
      </div>
      {found ? (
        <FirstMatches table={found.table} onTake={take} onLeave={() => setFound(null)} />
      ) : (
        <p className={room.note} role="status">
          {told ?? 'A CSV, ECSV or VOTable with a column of ids: its other columns can then be chosen here.'}
        </p>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Table of labels"
        accept=".csv,.tsv,.txt,.ecsv,.vot,.votable,.xml,text/csv"
        onChange={event => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ''; // so that the same file can be chosen again
          if (file) void join(file);
        }}
      />
    </div>
  );
}

interface FirstMatchesProps {
  table: JoinedTable;
  onTake(): void;
  onLeave(): void;
}

/** Shows what a join would do before it is done, because wrong labels look right once they are in a column. */
function FirstMatches({ table, onTake, onLeave }: FirstMatchesProps) {
  const { sentence, pairs, problems, columns } = table;
  return (
    <section className={room.part} aria-label="First matches">
      <p className={room.note} role="status">
        {sentence} The first of them, the table’s row beside the galaxy:
      </p>
      <ul className={room.advice}>
        {pairs.map(({ cell, id, label }) => (
          <li key={id}>
            {cell} → {id}: {label}
          </li>
        ))}
      </ul>
      {problems.map(problem => (
        <p key={problem} className={room.note}>
          {problem}
        </p>
      ))}
      <div className={room.line}>
        <Button size="compact-xs" onClick={onTake}>
          Take {columns.length === 1 ? 'this column' : `these ${columns.length} columns`}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onLeave}>
          Leave them
        </Button>
      </div>
    </section>
  );
}
