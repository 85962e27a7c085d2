import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { EncodedImage, PictureSet } from '../../contracts/ingest.ts';
import { sentenceOf } from '../../session/notices.ts';
import { Thumbnail } from '../../ui/pictures/Thumbnail.tsx';
import room from '../../ui/room.module.css';
import classes from './PictureSets.module.css';

/** What is needed to choose among the datasets of an HDF5 file. */
export interface PictureSetsProps {
  /** Path of the dataset whose pictures are open. */
  shown: string;
  sets: PictureSet[];
  /** Opens the file with another's pictures. */
  onOpen(path: string): void;
  /** The first pictures of a dataset. Rejects with a sentence where they cannot be read. */
  preview(path: string): Promise<EncodedImage[]>;
}

/** The datasets of an HDF5 file that can be pictures: the first ones of each, and a button that opens them instead. */
export function PictureSets({ shown, sets, onOpen, preview }: PictureSetsProps) {
  return (
    <section className={room.part} aria-label="Datasets of pictures">
      <p className={room.note}>
        The file has {sets.length} datasets that can be pictures; those of {shown} are open.
      </p>
      <ul className={classes.list}>
        {sets.map(({ path, shape, refusal }) => (
          <li key={path} className={classes.set}>
            <span className={classes.name}>
              {path} <span className={room.note}>{shape.join(' × ')}</span>
            </span>
            {refusal ? (
              <p className={room.note}>It {refusal}.</p>
            ) : (
              <div className={room.line}>
                <Preview path={path} preview={preview} />
                {path === shown ? (
                  <span className={room.note}>open</span>
                ) : (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Open the pictures of ${path}`}
                    onClick={() => onOpen(path)}
                  >
                    Open these
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The first pictures, fetched when they are shown. */
function Preview({ path, preview }: { path: string; preview(path: string): Promise<EncodedImage[]> }) {
  const [urls, setUrls] = useState<string[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let made: string[] | null = null;
    let wanted = true;
    preview(path).then(
      images => {
        if (!wanted) return;
        made = images.map(({ bytes, type }) => URL.createObjectURL(new Blob([bytes.slice()], { type })));
        setUrls(made);
      },
      (error: unknown) => {
        if (wanted) setFailure(sentenceOf(error));
      },
    );
    return () => {
      wanted = false;
      for (const url of made ?? []) URL.revokeObjectURL(url);
    };
  }, [path, preview]);
  if (failure !== null) return <span className={room.note}>{failure}</span>;
  if (urls?.length === 0) return <span className={room.note}>Its first pictures cannot be read.</span>;
  return (
    <span className={classes.pictures} role="img" aria-label={`The first pictures of ${path}`}>
      {(urls ?? Array.from({ length: 4 }, () => undefined)).map((url, i) => (
        <span key={url ?? i} className={classes.picture}>
          <Thumbnail url={url} alt="" />
        </span>
      ))}
    </span>
  );
}
