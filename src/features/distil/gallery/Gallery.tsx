import { ActionIcon } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { membersOf } from '../../../maths/distillation/contenders.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { Term } from '../../../ui/text/Term.tsx';
import rowClasses from '../curate/ClassRows.module.css';
import { FrameSlider } from './FrameSlider.tsx';
import classes from './Gallery.module.css';
import type { GalleryStores } from './galleryStores.ts';
import { LookControls } from './LookControls.tsx';
import { NearestLine } from './NearestLine.tsx';
import { PrototypeComparison } from './PrototypeComparison.tsx';
import { PrototypeTile } from './PrototypeTile.tsx';
import { imageAt } from './prototypePixels.ts';
import { frameAt, type ShownSet } from './shownSet.ts';

interface GalleryProps {
  store: GalleryStores;
  shown: ShownSet;
  /** True while the images still change: nothing is compared with them yet. */
  forming: boolean;
}

const places = 5; // tiles a line: 64 px each in the panel as it opens, twice the pixels of the usual side

/** A row a class: its prototypes, the class average, and the galaxies of the open catalogue most like them. */
export function Gallery({ store, shown, forming }: GalleryProps) {
  const { look, place, picked } = useStore(store.gallery);
  const catalogue = useStore(useSession().catalogue, s => s.catalogue);
  const [adjusting, setAdjusting] = useState(false);
  const { card, frames } = shown;
  const { sidePx } = card.view;
  const byClass = useMemo(() => membersOf(card.labels, card.classes.length), [card]);
  const single = byClass.every(({ length }) => length === 1);
  const { images } = frameAt(shown, place);
  const result = frames[frames.length - 1].images;
  const asked = single ? byClass.flat().join() : String(picked); // as a text, which stays the same while a table grows
  // biome-ignore lint/correctness/useExhaustiveDependencies: another catalogue has other galaxies
  useEffect(() => {
    if (forming) return;
    const indices = asked.split(',').map(Number);
    store.nearest.getState().ask({ images: result, indices, view: card.view });
    return () => store.nearest.getState().stop();
  }, [store, forming, result, asked, card.view, catalogue]);

  return (
    <section className={classes.gallery} aria-label="Prototypes">
      <div className={classes.top}>
        <FrameSlider store={store} shown={shown} />
        <ActionIcon
          aria-label="Adjust the view"
          title="Channels, colours and contrast"
          aria-expanded={adjusting}
          onClick={() => setAdjusting(!adjusting)}
        >
          <IconAdjustments size={16} />
        </ActionIcon>
      </div>
      {adjusting && <LookControls store={store} />}
      {single && <Heads forming={forming} />}
      <ul className={rowClasses.rows} aria-label="Prototypes by class">
        {card.classes.map((name, label) => {
          const own = byClass[label];
          const open = !forming && (single || own.includes(picked));
          return (
            <li key={name}>
              <h3 className={rowClasses.name}>{name}</h3>
              <div className={rowClasses.line}>
                {own.map((index, i) => (
                  <PrototypeTile
                    key={index}
                    image={imageAt(images, index, sidePx)}
                    card={card}
                    look={look}
                    label={single ? `Prototype of ${name}` : `Prototype ${i + 1} of ${name}`}
                    onPick={single ? undefined : () => store.gallery.getState().pick(index)}
                    picked={!single && index === picked}
                  />
                ))}
                {open && single && (
                  <PrototypeComparison
                    store={store}
                    shown={shown}
                    label={label}
                    image={own[0]}
                    places={places - 2}
                  />
                )}
              </div>
              {open && !single && (
                <>
                  <Heads forming={forming} beside />
                  <div className={rowClasses.line}>
                    <PrototypeComparison
                      store={store}
                      shown={shown}
                      label={label}
                      image={picked}
                      places={places - 1}
                    />
                  </div>
                </>
              )}
            </li>
          );
        })}
      </ul>
      {!forming && <NearestLine store={store} />}
    </section>
  );
}

const likeness =
  'By the correlation of their pixels at 16 × 16, in the best of eight orientations, with the finished image.';

/** What the columns are. */
function Heads({ forming, beside = false }: { forming: boolean; beside?: boolean }) {
  return (
    <div className={classes.heads}>
      {!beside && <span>Prototype</span>}
      {!forming && (
        <>
          <span>Average</span>
          <span className={classes.wide}>
            <Term meaning={likeness}>Most like it here</Term>
          </span>
        </>
      )}
    </div>
  );
}
