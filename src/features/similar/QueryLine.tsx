import { Button } from '@mantine/core';
import { IconArrowLeft, IconPhoto } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { Thumbnail } from '../../ui/pictures/Thumbnail.tsx';
import { formatGalaxies } from '../../ui/text/quantity.ts';
import classes from './QueryLine.module.css';
import type { SimilarStore } from './similarState.ts';

/** What is searched for, and the way back from an image to the galaxy and to the image again. */
export function QueryLine({ store, catalogue }: { store: SimilarStore; catalogue: OpenedCatalogue | null }) {
  const session = useSession();
  const selected = useStore(session.selection, s => s.row);
  const { query, image, returnToImage, returnToGalaxy } = useStore(store);
  if (query?.kind === 'image') {
    const id = selected === null ? null : catalogue?.ids.at(selected);
    return (
      <div className={classes.image}>
        <div className={classes.picture}>
          <Thumbnail url={query.imageUrl} alt={`Your image ${query.file.name}`} line="selected" />
        </div>
        <div className={classes.words}>
          <span className={classes.name}>{query.file.name}</span>
          <span className={classes.note}>your image; it stays on this machine</span>
          <Return to={id ? `Return to ${id}` : 'Leave the image'} onReturn={returnToGalaxy} />
        </div>
      </div>
    );
  }
  if (query?.kind === 'set') {
    const { like, unlike } = query;
    const id = selected === null ? null : catalogue?.ids.at(selected);
    return (
      <div className={classes.image}>
        <div className={classes.words}>
          <span className={classes.name} title={like.words}>
            Like {formatGalaxies(like.rows.length)}: {like.words}
          </span>
          {unlike && (
            <span className={classes.note}>
              unlike {formatGalaxies(unlike.rows.length)}: {unlike.words}
            </span>
          )}
          <span className={classes.note}>nearest to their mean; they themselves are left out</span>
          <Return to={id ? `Return to ${id}` : 'Leave the set'} onReturn={returnToGalaxy} />
        </div>
      </div>
    );
  }
  if (!image) return null;
  return (
    <Button
      className={classes.back}
      variant="default"
      size="compact-xs"
      leftSection={<IconPhoto size={14} />}
      onClick={returnToImage}
    >
      <span className={classes.name}>Return to {image.file.name}</span>
    </Button>
  );
}

function Return({ to, onReturn }: { to: string; onReturn(): void }) {
  return (
    <Button
      className={classes.back}
      variant="default"
      size="compact-xs"
      leftSection={<IconArrowLeft size={14} />}
      onClick={onReturn}
    >
      <span className={classes.name}>{to}</span>
    </Button>
  );
}
