import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/SegmentedControl.css';
import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { JoinedTable, TableToJoin } from '../../contracts/tableJoin.ts';
import room from '../room.module.css';

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

interface FirstMatchesProps {
  table: TableToJoin;
  onTake(joined: JoinedTable): void;
  onLeave(): void;
}

const usualArcsec = 1;
const mostArcsec = 60;

/** Shows what a join would do before it is done, because wrong labels look right once they are in a column. */
function FirstMatches({ table, onTake, onLeave }: FirstMatchesProps) {
  const { byId, byPosition } = table;
  const [way, setWay] = useState<'id' | 'position'>('why' in byId ? 'position' : 'id');
  const [maxArcsec, setMaxArcsec] = useState(usualArcsec);
  const joined = useMemo(
    () => (way === 'position' && byPosition ? byPosition(maxArcsec) : byId),
    [way, maxArcsec, byId, byPosition],
  );
  return (
    <section className={room.part} aria-label="First matches">
      {byPosition && (
        <div className={room.line}>
          <SegmentedControl
            size="xs"
            aria-label="Join by"
            data={[
              { value: 'id', label: 'By id' },
              { value: 'position', label: 'By position' },
            ]}
            value={way}
            onChange={value => setWay(value as 'id' | 'position')}
          />
          {way === 'position' && (
            <NumberInput
              size="xs"
              w={96}
              aria-label="Separation in arcseconds"
              suffix="″"
              min={0.01}
              max={mostArcsec}
              step={0.5}
              decimalScale={2}
              value={maxArcsec}
              onChange={value => {
                if (typeof value === 'number' && value > 0 && value <= mostArcsec) setMaxArcsec(value);
              }}
            />
          )}
        </div>
      )}
      {'why' in joined ? (
        <p className={room.note} role="status">
          {joined.why}
        </p>
      ) : (
        <Pairs joined={joined} />
      )}
      <div className={room.line}>
        {!('why' in joined) && (
          <Button size="compact-xs" disabled={joined.pairs.length === 0} onClick={() => onTake(joined)}>
            Take {joined.columns.length === 1 ? 'this column' : `these ${joined.columns.length} columns`}
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={onLeave}>
          Leave them
        </Button>
      </div>
    </section>
  );
}

function Pairs({ joined: { sentence, pairs, problems } }: { joined: JoinedTable }) {
  return (
    <>
      <p className={room.note} role="status">
        {sentence} {pairs.length > 0 && 'The first of them, the table’s row beside the galaxy:'}
      </p>
      {pairs.length > 0 && (
        <ul className={room.advice}>
          {pairs.map(({ cell, id, label }) => (
            <li key={id}>
              {cell} → {id}: {label}
            </li>
          ))}
        </ul>
      )}
      {problems.map(problem => (
        <p key={problem} className={room.note}>
          {problem}
        </p>
      ))}
    </>
  );
}
