import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/SegmentedControl.css';
import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { JoinedTable, TableToJoin } from '../../contracts/tableJoin.ts';
import room from '../room.module.css';

interface FirstMatchesProps {
  table: TableToJoin;
  onTake(joined: JoinedTable): void;
  onLeave(): void;
}

const usualArcsec = 1;
const mostArcsec = 60;

/** Shows what a join would do before it is done, because wrong labels look right once they are in a column. */
export function FirstMatches({ table, onTake, onLeave }: FirstMatchesProps) {
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
