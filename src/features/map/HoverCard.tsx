import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { Thumbnail } from '../../ui/pictures/Thumbnail.tsx';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { columnLabel, shortName } from '../../ui/text/columnText.ts';
import { cardPlace } from './cardPlace.ts';
import classes from './HoverCard.module.css';
import type { PointedStore } from './scene/pointed.ts';
import { keyColumns, shortValueText } from './shortValueText.ts';

const nameLength = 24; // characters of a name beside its value
const keyCount = 4; // rows of a card that is read in a glance

/** Image and key columns of the galaxy that is pointed at, beside it. */
export function HoverCard({ pointer }: { pointer: PointedStore }) {
  const pointed = useStore(pointer, s => s.pointed);
  const { catalogue, columns, images } = useSession();
  const open = useStore(catalogue, s => s.catalogue);
  const all = useStore(columns, s => s.columns);
  const painted = useStore(columns, s => s.painted);
  const card = useRef<HTMLDivElement>(null);
  const row = pointed?.row;
  const [image, setImage] = useState<{ row: number; url: string | null } | null>(null);

  useEffect(() => {
    if (row === undefined) return;
    let current = true;
    images.url(row).then(
      url => current && setImage({ row, url }),
      () => current && setImage({ row, url: null }),
    );
    return () => {
      current = false;
    };
  }, [images, row]);

  useLayoutEffect(() => {
    const element = card.current;
    const room = element?.parentElement;
    if (!element || !room || !pointed) return;
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const within = { width: room.clientWidth, height: room.clientHeight };
    const { leftPx, topPx } = cardPlace(pointed.xPx, pointed.yPx, size, within);
    element.style.transform = `translate(${Math.round(leftPx)}px, ${Math.round(topPx)}px)`;
  });

  if (!open || row === undefined) return null;
  const url = image?.row === row ? image.url : images.known(row);
  const paintedColumn = all.find(column => column.name === painted);
  const shown = keyColumns(all, painted, row, keyCount);
  return (
    <div ref={card} className={classes.card} data-testid="hover-card" aria-hidden="true">
      {open.hasImages && (
        <div className={classes.image}>
          <Thumbnail url={url} alt="" />
        </div>
      )}
      <div className={classes.id}>
        <span>{open.ids.at(row)}</span>
        {open.simulated && <SimulatedBadge />}
      </div>
      <dl className={classes.values}>
        {[...(paintedColumn ? [paintedColumn] : []), ...shown].map(column => (
          <div key={column.name} data-painted={column === paintedColumn || undefined}>
            <dt>{shortName(columnLabel(column), nameLength)}</dt>
            <dd>{shortValueText(column, row)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
