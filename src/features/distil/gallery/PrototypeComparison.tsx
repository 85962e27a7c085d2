import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import type { GalleryStores } from './galleryStores.ts';
import { NearTile } from './NearTile.tsx';
import { PrototypeTile } from './PrototypeTile.tsx';
import { imageAt } from './prototypePixels.ts';
import type { ShownSet } from './shownSet.ts';

interface PrototypeComparisonProps {
  store: GalleryStores;
  shown: ShownSet;
  /** Index of the class. */
  label: number;
  /** Index of the prototype whose like is shown. */
  image: number;
  /** Galaxies there is room for. */
  places: number;
}

/** What stands beside a prototype: the average of its class, and the galaxies of the open catalogue most like it. */
export function PrototypeComparison({ store, shown, label, image, places }: PrototypeComparisonProps) {
  const catalogue = useStore(useSession().catalogue, s => s.catalogue);
  const look = useStore(store.gallery, s => s.look);
  const near = useStore(store.nearest, s => s.nearest.get(image));
  const { card, averages } = shown;
  const name = card.classes[label];
  return (
    <>
      {averages ? (
        <PrototypeTile
          image={imageAt(averages, label, card.view.sidePx)}
          card={card}
          look={look}
          label={`Average of ${name}`}
        />
      ) : (
        <Thumbnail url={undefined} alt="" />
      )}
      {Array.from({ length: places }, (_, i) => {
        const found = near?.[i];
        return found && catalogue ? (
          <NearTile key={found.row} {...found} catalogue={catalogue} cropFraction={card.view.cropFraction} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is known by its number
          <Thumbnail key={`place ${i}`} url={undefined} alt="" />
        );
      })}
    </>
  );
}
