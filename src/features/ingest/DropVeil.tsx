import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import classes from './DropVeil.module.css';
import { droppedFiles } from './files/droppedFiles.ts';
import type { IngestStore } from './ingestStore.ts';
import type { PlacedFile } from './sourceOf.ts';

interface DropVeilProps {
  store: IngestStore;
  /** Takes what was dropped once it is read. Default: it is opened. */
  onFiles?(files: PlacedFile[]): void;
  /** Takes a single image as a query; without it, it is opened as a catalogue of one. */
  onImage?(file: File): void;
}

/** Lets files be dropped anywhere on the window. Places marked `data-takes-files` keep their own drops. */
export function DropVeil({ store, onFiles, onImage }: DropVeilProps) {
  const [shown, setShown] = useState<'catalogue' | 'image' | null>(null);
  const { openFiles } = useStore(store);

  useEffect(() => {
    function over(event: DragEvent): void {
      if (!carriesFiles(event)) return;
      event.preventDefault(); // else the browser leaves the page for the file
      setShown(hasOwnPlace(event) ? null : onImage && looksLikeOneImage(event) ? 'image' : 'catalogue');
    }
    function leave(event: DragEvent): void {
      if (event.relatedTarget === null) setShown(null); // out of the window, not into a child
    }
    function drop(event: DragEvent): void {
      setShown(null);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (hasOwnPlace(event) || !event.dataTransfer) return;
      const found = droppedFiles(event.dataTransfer);
      const files = onImage ? found.then(each => queryTaken(each, onImage)) : found;
      void files.then(
        rest => {
          if (!rest) return;
          if (onFiles) onFiles(rest);
          else void openFiles(rest);
        },
        (error: unknown) => openFiles(Promise.reject(error)),
      );
    }
    const hide = () => setShown(null);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('dragend', hide);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('dragend', hide);
    };
  }, [openFiles, onFiles, onImage]);

  if (!shown) return null;
  return (
    <div className={classes.veil}>
      <p className={classes.sentence}>
        {shown === 'image'
          ? 'Let go to find the galaxies most like this image'
          : 'Let go to open these galaxies: Parquet or HDF5 files, a folder or an archive (ZIP, tar) of JPEG, PNG, WebP or FITS images with or without a table, or a table alone (CSV, ECSV, VOTable, FITS)'}
      </p>
      <p className={classes.note}>Nothing is uploaded; everything stays on this machine.</p>
    </div>
  );
}

/** Hands a single image on and leaves nothing to open; else leaves everything. */
async function queryTaken(files: PlacedFile[], onImage: (file: File) => void): Promise<PlacedFile[] | null> {
  const { isOneImage } = await import('./sourceOf.ts'); // fetched with the first files dropped
  if (!isOneImage(files)) return files;
  onImage(files[0].file);
  return null;
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function hasOwnPlace(event: DragEvent): boolean {
  return event.target instanceof Element && event.target.closest('[data-takes-files]') !== null;
}

/** As far as the browser tells before the drop: kinds and number, no names. */
function looksLikeOneImage(event: DragEvent): boolean {
  const items = event.dataTransfer?.items;
  return items?.length === 1 && /^image\/(jpeg|png|webp)$/.test(items[0].type);
}
