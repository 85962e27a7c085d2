import { useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { lazyPart } from '../../../ui/lazyPart.tsx';
import { MapView, type MapViewProps } from '../MapView.tsx';
import classes from './MapPair.module.css';

const SecondMap = lazyPart('The second map', async () => (await import('./SecondMap.tsx')).SecondMap);

/**
 * The map, and another of the same galaxies beside it where a person asked for one. A narrow window has room for one of
 * them: a switch says which.
 */
export function MapPair(props: MapViewProps) {
  const beside = useStore(useSession().maps, s => s.beside);
  const [inFront, setInFront] = useState<'first' | 'second'>('second'); // whoever asks for another wants to see it
  const [asked, setAsked] = useState(beside);
  if (asked !== beside) {
    setAsked(beside);
    setInFront('second');
  }
  return (
    <div className={classes.pair} data-in-front={beside ? inFront : undefined}>
      <div className={classes.place}>
        <MapView {...props} />
      </div>
      {beside && (
        <>
          <div className={classes.place}>
            <SecondMap map={beside} fetchThumbnails={props.fetchThumbnails} provenance={props.provenance} />
          </div>
          <button
            type="button"
            className={classes.switch}
            onClick={() => setInFront(inFront === 'first' ? 'second' : 'first')}
          >
            {inFront === 'first' ? 'Show the second map' : 'Show the first map'}
          </button>
        </>
      )}
    </div>
  );
}
