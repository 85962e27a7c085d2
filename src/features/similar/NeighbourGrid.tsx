import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { stepInGrid } from '../../ui/lists/stepInGrid.ts';
import { Thumbnail } from '../../ui/pictures/Thumbnail.tsx';
import { angleText } from '../../ui/text/angleText.ts';
import { formatNumber, formatPercent } from '../../ui/text/quantity.ts';
import classes from './NeighbourGrid.module.css';
import { distancePhrase } from './phrases.ts';
import type { Answer } from './query.ts';

const nearOnSkyArcsec = 60; // nearer ones may be the same galaxy, or one beside it: worth a line of its own

interface NeighbourGridProps {
  answer: {
    query: unknown;
    neighbours: Pick<Answer['neighbours'], 'rows' | 'distances' | 'typicalDistance'>;
  };
  /** (k) arcsec of each from the galaxy asked about; null where that has no place on the sky. */
  separations: readonly (number | undefined)[] | null;
  /** Names them. */
  catalogue: { ids: { at(row: number): string } };
  /** True while a newer answer is on its way. */
  dimmed: boolean;
  onChoose(row: number): void;
}

/** Neighbours in order of distance. One stop for the tab key; arrows or j, k move within, Enter chooses. */
export function NeighbourGrid({ answer, separations, catalogue, dimmed, onChoose }: NeighbourGridProps) {
  const { rows, distances, typicalDistance } = answer.neighbours;
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState(0);

  const seen = useRef(answer.query);
  useEffect(() => {
    if (seen.current === answer.query) return;
    seen.current = answer.query;
    setCurrent(0); // a new query starts at its nearest, and so does the focus, if it was in the list
    if (list.current?.contains(document.activeElement)) buttonAt(list.current, 0)?.focus();
  }, [answer.query]);

  function step(event: KeyboardEvent<HTMLOListElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = stepInGrid(event.key, current, rows.length, columnsOf(event.currentTarget));
    if (to === null) return;
    event.preventDefault();
    setCurrent(to);
    buttonAt(event.currentTarget, to)?.focus();
  }

  return (
    <ol
      ref={list}
      className={classes.grid}
      data-dimmed={dimmed}
      aria-label="Nearest galaxies"
      onKeyDown={step}
    >
      {Array.from(rows, (row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the key, so that focus stays while galaxies change
        <li key={i}>
          <Neighbour
            row={row}
            id={catalogue.ids.at(row) ?? ''}
            distance={distances[i]}
            typical={typicalDistance}
            separationArcsec={separations?.[i]}
            reachable={i === Math.min(current, rows.length - 1)}
            onFocus={() => setCurrent(i)}
            onChoose={onChoose}
          />
        </li>
      ))}
    </ol>
  );
}

/** The grid before its first answer: empty squares, so that nothing jumps when they fill. */
export function PlaceholderGrid({ count }: { count: number }) {
  return (
    <div className={classes.grid} data-dimmed="true" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all are alike
        <div key={i} className={classes.placeholder}>
          <Thumbnail url={undefined} alt="" />
        </div>
      ))}
    </div>
  );
}

interface NeighbourProps {
  row: number;
  id: string;
  distance: number;
  /** What two galaxies at random are apart; NaN where nobody knows. */
  typical: number;
  /** From the galaxy asked about, on the sky; undefined where either has no place there. */
  separationArcsec?: number;
  reachable: boolean;
  onFocus(): void;
  onChoose(row: number): void;
}

function Neighbour({
  row,
  id,
  distance,
  typical,
  separationArcsec,
  reachable,
  onFocus,
  onChoose,
}: NeighbourProps) {
  const { url, failure } = useGalaxyImage(row);
  const { hovered } = useSession();
  const isHovered = useStore(hovered, s => s.row === row);
  const { hover } = hovered.getState();
  const share = typical > 0 ? Math.min(1, distance / typical) : undefined;
  const apart = separationArcsec === undefined ? '' : `, ${angleText(separationArcsec)} away on the sky`;
  const words = [
    id,
    typical > 0 && `${formatPercent(distance / typical)} of what two at random are apart`,
    separationArcsec !== undefined && `${angleText(separationArcsec)} away on the sky`,
  ].filter(Boolean);
  return (
    <button
      type="button"
      className={classes.neighbour}
      tabIndex={reachable ? 0 : -1}
      aria-label={`galaxy ${id}, ${distancePhrase(distance)}${apart}`}
      title={words.join('\n')}
      data-hovered={isHovered || undefined}
      onPointerEnter={() => hover(row)}
      onPointerLeave={() => hover(null)}
      onFocus={onFocus}
      onClick={() => onChoose(row)}
    >
      <Thumbnail url={url} failure={failure} alt="" />
      {share !== undefined && (
        <span className={classes.scale} aria-hidden="true">
          <span style={{ width: `${100 * share}%` }} />
        </span>
      )}
      <span className={classes.distance}>{formatNumber(distance)}</span>
      {separationArcsec !== undefined && separationArcsec < nearOnSkyArcsec && (
        <span className={classes.distance}>{angleText(separationArcsec)} away</span>
      )}
    </button>
  );
}

function buttonAt(list: HTMLOListElement, place: number): HTMLButtonElement | null {
  return list.children[place]?.querySelector('button') ?? null;
}

function columnsOf(list: HTMLOListElement): number {
  return Math.max(1, getComputedStyle(list).gridTemplateColumns.split(' ').length);
}
