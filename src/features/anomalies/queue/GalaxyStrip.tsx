import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { hoverProps } from '../../../session/map/hoverProps.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import classes from './GalaxyStrip.module.css';

interface GalaxyStripProps {
  label: string;
  rows: readonly number[];
  /** Places drawn even where there are fewer galaxies, so that nothing jumps. */
  places: number;
  dimmed?: boolean;
  catalogue: OpenedCatalogue;
  scores: ReadonlyMap<number, number>;
}

/** A line of small galaxies; a click shows one on the card. */
export function GalaxyStrip({ label, rows, places, dimmed = false, catalogue, scores }: GalaxyStripProps) {
  const selection = useSession().selection;
  const choose = useStore(selection, s => s.choose);
  return (
    <ul
      className={classes.strip}
      aria-label={label}
      data-dimmed={dimmed}
      style={{ '--places': places } as object}
    >
      {Array.from({ length: Math.max(places, rows.length) }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the key, so that focus stays while galaxies change
        <li key={i}>
          {i < rows.length ? (
            <Small
              row={rows[i]}
              id={catalogue.ids.at(rows[i]) ?? ''}
              score={scores.get(rows[i])}
              onChoose={choose}
            />
          ) : (
            <Thumbnail url={undefined} alt="" />
          )}
        </li>
      ))}
    </ul>
  );
}

interface SmallProps {
  row: number;
  id: string;
  score: number | undefined;
  onChoose(row: number): void;
}

function Small({ row, id, score, onChoose }: SmallProps) {
  const session = useSession();
  const { url, failure } = useGalaxyImage(row);
  const words = score === undefined ? `galaxy ${id}` : `galaxy ${id}, rated ${score}`;
  return (
    <button
      type="button"
      className={classes.small}
      aria-label={words}
      title={words}
      {...hoverProps(session, row)}
      onClick={() => onChoose(row)}
    >
      <Thumbnail url={url} failure={failure} alt="" />
      {score !== undefined && (
        <span className={classes.score} aria-hidden="true">
          {score}
        </span>
      )}
    </button>
  );
}
