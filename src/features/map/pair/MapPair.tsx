import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { lazyPart } from '../../../ui/lazyPart.tsx';
import { MapView, type MapViewProps } from '../MapView.tsx';
import classes from './MapPair.module.css';

const SecondMap = lazyPart('The second map', async () => (await import('./SecondMap.tsx')).SecondMap);

/** The map, and another of the same galaxies beside it where a person asked for one. */
export function MapPair(props: MapViewProps) {
  const beside = useStore(useSession().maps, s => s.beside);
  return (
    <div className={classes.pair}>
      <div className={classes.place}>
        <MapView {...props} />
      </div>
      {beside && (
        <div className={classes.place}>
          <SecondMap map={beside} fetchThumbnails={props.fetchThumbnails} provenance={props.provenance} />
        </div>
      )}
    </div>
  );
}
