import { Button } from '@mantine/core';
import { IconFolderPlus, IconPhotoPlus } from '@tabler/icons-react';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import lines from '../../../ui/lists/lines.module.css';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { chosenFiles } from '../files/droppedFiles.ts';
import type { AddingStore } from './addingStore.ts';

interface AddingPartProps {
  /** Loads what adds galaxies. */
  openAdding(): Promise<AddingStore>;
}

/** Adds galaxies to the open catalogue, and removes those that were added last. Nothing for the embedded sky. */
export function AddingPart({ openAdding }: AddingPartProps) {
  const catalogue = useStore(useSession().catalogue, s => s.catalogue);
  const [store, setStore] = useState<AddingStore | null>(null);
  const isShown = catalogue !== null && !catalogue.simulated && !catalogue.tiled;
  useEffect(() => {
    if (isShown) openAdding().then(setStore, () => {}); // a part of the app that does not load is told by itself
  }, [openAdding, isShown]);
  return isShown && store ? <Adding store={store} catalogue={catalogue} /> : null;
}

function Adding({ store, catalogue }: { store: AddingStore; catalogue: OpenedCatalogue }) {
  const { adding, addFiles, selectAdded, removeLast, stop } = useStore(store);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const { name, added = [] } = catalogue;

  function take(event: ChangeEvent<HTMLInputElement>): void {
    const { files: chosen } = event.currentTarget;
    if (chosen && chosen.length > 0) void addFiles(chosenFiles(chosen));
    event.currentTarget.value = ''; // choosing the same file again is a change, too
  }

  return (
    <section className={room.part} aria-labelledby="add-title">
      <h2 id="add-title" className={room.title}>
        Add galaxies
      </h2>
      <p className={room.note}>
        Pictures, or a table with pictures. This map’s own network sees them, and they are placed near those
        they are most like; galaxies that are here stay as they are.
      </p>
      {adding ? (
        <div className={room.line} role="status">
          <span className={room.grow}>
            Adding {adding} to {name}
          </span>
          <Button size="compact-xs" variant="default" onClick={stop}>
            Stop
          </Button>
        </div>
      ) : (
        <div className={room.line}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPhotoPlus size={16} />}
            onClick={() => files.current?.click()}
          >
            Add files
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFolderPlus size={16} />}
            onClick={() => folder.current?.click()}
          >
            Add a folder
          </Button>
        </div>
      )}
      {added.length > 0 && (
        <ul className={lines.list} aria-label="Galaxies that were added">
          {added.map((each, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they only come and go at the end
            <li key={i} className={room.line}>
              <span className={room.grow}>
                {formatGalaxies(each.rowCount)} from {each.name}
              </span>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Select the ${formatGalaxies(each.rowCount)} from ${each.name}`}
                onClick={() => selectAdded(i)}
              >
                Select
              </Button>
              {i === added.length - 1 && !adding && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Remove the ${formatGalaxies(each.rowCount)} from ${each.name}`}
                  onClick={() => void removeLast()}
                >
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <input
        ref={files}
        hidden
        type="file"
        accept=".jpg,.jpeg,.png,.webp,.fits,.fit,.fts,.fz,.asdf,.h5,.hdf5,.parquet,.parq,.csv,.tsv,.ecsv,.vot,.votable,.xml,.zip,.tar,.tgz,.gz"
        multiple
        aria-label="Files with galaxies to add"
        onChange={take}
      />
      <input
        ref={input => {
          folder.current = input;
          if (input) input.webkitdirectory = true; // React has no property of this name
        }}
        hidden
        type="file"
        aria-label="Folder with galaxies to add"
        onChange={take}
      />
    </section>
  );
}
