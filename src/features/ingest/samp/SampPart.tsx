import { Button, Switch } from '@mantine/core';
import '@mantine/core/styles/Switch.css';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import type { SampStore } from './sampStore.ts';

interface SampPartProps {
  /** Loads the store, which lives on while other rooms are open. */
  openSamp(): Promise<SampStore>;
}

/** The exchange with other programs of this machine by SAMP. */
export function SampPart({ openSamp }: SampPartProps) {
  const [store, setStore] = useState<SampStore | null>(null);
  useEffect(() => {
    let isLeft = false;
    void openSamp().then(opened => !isLeft && setStore(opened));
    return () => {
      isLeft = true;
    };
  }, [openSamp]);
  return store && <Exchange store={store} />;
}

function Exchange({ store }: { store: SampStore }) {
  const { status, said, connect, disconnect } = useStore(store);
  return (
    <section className={room.part} aria-label="Exchange with other programs">
      <p className={room.note}>
        TOPCAT, Aladin, DS9 and others of this machine, by SAMP: send them these galaxies, take tables from
        them, and a galaxy chosen on either side is chosen on the other. Only a hub on this machine is asked.
      </p>
      {status !== 'connected' ? (
        <div>
          <Button
            size="xs"
            variant="default"
            loading={status === 'connecting'}
            onClick={() => void connect()}
          >
            Connect
          </Button>
          {status === 'connecting' && (
            <p className={room.note} role="status">
              The hub asks you for leave in a window of its own.
            </p>
          )}
        </div>
      ) : (
        <>
          <Connected store={store} />
          <div>
            <Button size="compact-xs" variant="default" onClick={() => void disconnect()}>
              Disconnect
            </Button>
          </div>
        </>
      )}
      {said && (
        <p className={room.note} role={said.isFailure ? 'alert' : 'status'}>
          {said.sentence}
        </p>
      )}
    </section>
  );
}

function Connected({ store }: { store: SampStore }) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const rows = useStore(session.selection, s => s.rows);
  const { listeners, received, tells, send, refresh, changeTelling, openReceived } = useStore(store);
  return (
    <>
      <div className={room.line}>
        <span className={`${room.note} ${room.grow}`} role="status">
          {listeners.length > 0
            ? `Connected with ${listeners.join(', ')}.`
            : 'Connected; no other program takes tables yet.'}
        </span>
        <Button size="compact-xs" variant="default" onClick={() => void refresh()}>
          Look again
        </Button>
      </div>
      <div className={room.line}>
        {catalogue && (
          <Button size="compact-xs" variant="default" onClick={() => void send(null)}>
            Send all {formatGalaxies(catalogue.rowCount)}
          </Button>
        )}
        {rows.length > 0 && (
          <Button size="compact-xs" variant="default" onClick={() => void send(rows)}>
            Send the {formatCount(rows.length)} selected
          </Button>
        )}
      </div>
      <Switch
        size="xs"
        label="Tell them the galaxy and the selection I choose"
        checked={tells}
        onChange={event => changeTelling(event.currentTarget.checked)}
      />
      {received.map(table => (
        <div key={`${table.id} ${table.url}`} className={room.line}>
          <span className={`${room.note} ${room.grow}`}>
            “{table.name}” from {table.from}
          </span>
          <Button size="compact-xs" variant="default" onClick={() => void openReceived(table)}>
            Open it
          </Button>
        </div>
      ))}
    </>
  );
}
