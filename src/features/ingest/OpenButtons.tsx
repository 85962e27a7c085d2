import { Button } from '@mantine/core';
import { IconArchive, IconFileDatabase, IconFolderOpen, IconPhoto } from '@tabler/icons-react';
import { type ChangeEvent, useRef } from 'react';
import { chosenFiles } from './files/droppedFiles.ts';
import { pickedFiles } from './files/pickedFiles.ts';
import classes from './OpenButtons.module.css';
import type { PlacedFile } from './sourceOf.ts';

interface OpenButtonsProps {
  /** Also takes files that are still being looked for. */
  onFiles(files: PlacedFile[] | Promise<PlacedFile[]>): void;
}

/** Buttons that open files of this machine. Files can be dropped anywhere instead. */
export function OpenButtons({ onFiles }: OpenButtonsProps) {
  const parquet = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const session = useRef<HTMLInputElement>(null);
  const images = useRef<HTMLInputElement>(null);

  function take(event: ChangeEvent<HTMLInputElement>): void {
    const { files } = event.currentTarget;
    if (files && files.length > 0) onFiles(chosenFiles(files));
    event.currentTarget.value = ''; // choosing the same file again is a change, too
  }

  /** With the picker whose files can be asked for again tomorrow, where the browser has one. */
  async function pick(what: 'parquet' | 'folder'): Promise<void> {
    try {
      const found = await pickedFiles(what);
      if (!found) (what === 'parquet' ? parquet : folder).current?.click();
      else if (found.length > 0) onFiles(found);
    } catch (error) {
      onFiles(Promise.reject(error)); // is told as of any files that cannot be read
    }
  }

  return (
    <div className={classes.buttons}>
      <Button size="xs" leftSection={<IconFileDatabase size={16} />} onClick={() => void pick('parquet')}>
        Open a Parquet file
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFolderOpen size={16} />}
        onClick={() => void pick('folder')}
      >
        Open a folder of images
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPhoto size={16} />}
        onClick={() => images.current?.click()}
      >
        Open files
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconArchive size={16} />}
        onClick={() => session.current?.click()}
      >
        Open a session
      </Button>
      <input
        ref={parquet}
        hidden
        type="file"
        accept=".parquet,.parq"
        multiple
        aria-label="Parquet files"
        onChange={take}
      />
      <input
        ref={input => {
          folder.current = input;
          if (input) input.webkitdirectory = true; // React has no property of this name
        }}
        hidden
        type="file"
        aria-label="Folder of images"
        onChange={take}
      />
      <input ref={session} hidden type="file" accept=".zip" aria-label="Session file" onChange={take} />
      <input
        ref={images}
        hidden
        type="file"
        accept=".jpg,.jpeg,.png,.webp,.fits,.fit,.fts,.fz,.asdf,.gz,.h5,.hdf5,.csv,.tsv,.ecsv,.vot,.votable,.xml,.zip,.tar,.tgz"
        multiple
        aria-label="Images and their table"
        onChange={take}
      />
    </div>
  );
}
