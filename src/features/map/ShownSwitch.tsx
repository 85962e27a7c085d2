import classes from './ShownSwitch.module.css';
import type { MapShows } from './scene/mapScene.ts';

const kinds: { shows: MapShows; label: string; title: string }[] = [
  { shows: 'pictures', label: 'Pictures', title: 'Galaxies as pictures, points where none fits' },
  { shows: 'points', label: 'Points', title: 'Every galaxy as a point' },
  { shows: 'density', label: 'Density', title: 'Only where galaxies crowd' },
];

interface ShownSwitchProps {
  shows: MapShows;
  onChange(shows: MapShows): void;
}

/** The choice of what the map draws galaxies as. */
export function ShownSwitch({ shows, onChange }: ShownSwitchProps) {
  return (
    <fieldset className={classes.switch}>
      <legend className={classes.legend}>Galaxies as</legend>
      {kinds.map(kind => (
        <label key={kind.shows} title={kind.title} data-on={kind.shows === shows || undefined}>
          <input
            type="radio"
            name="map-shows"
            checked={kind.shows === shows}
            onChange={() => onChange(kind.shows)}
          />
          {kind.label}
        </label>
      ))}
    </fieldset>
  );
}
