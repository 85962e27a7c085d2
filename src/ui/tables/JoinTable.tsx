import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { JoinedTable, TableToJoin } from '../../contracts/tableJoin.ts';
import room from '../room.module.css';
import { FirstMatches } from './FirstMatches.tsx';

interface JoinTableProps<Table extends TableToJoin> {
  /** Words of the button. */
  label: string;
  /** What a table is good for here, before one is chosen. */
  hint: string;
  /** Reads a table; null where it cannot, which is told elsewhere. */
  read(file: File): Promise<Table | null>;
  /** Adds the columns. @returns what to tell the person */
  onTake(table: Table, joined: JoinedTable): string;
}

/** Adds a person's own table: its columns join those of the galaxies after the person has seen the first matches. */
export function JoinTable<Table extends TableToJoin>({ label, hint, read, onTake }: JoinTableProps<Table>) {
  const input = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState<string | null>(null);
  const [found, setFound] = useState<Table | null>(null);
  async function choose(file: File): Promise<void> {
    setFound(null);
    setTold(`Reading ${file.name}…`);
    setFound(await read(file));
    setTold(null);
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
          {label}
        </Button>
      </div>
      {found ? (
        <FirstMatches
          table={found}
          onTake={joined => {
            setFound(null);
            setTold(onTake(found, joined));
          }}
          onLeave={() => setFound(null)}
        />
      ) : (
        <p className={room.note} role="status">
          {told ?? hint}
        </p>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        accept=".csv,.tsv,.txt,.ecsv,.vot,.votable,.xml,.fits,.fit,.fts,.gz,.parquet,.parq,text/csv"
        onChange={event => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ''; // so that the same file can be chosen again
          if (file) void choose(file);
        }}
      />
    </div>
  );
}
