import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { Term } from '../../ui/text/Term.tsx';
import { distancePhrase, farSentence, quantileMeaning, quantilePhrase, typicalPhrase } from './phrases.ts';
import classes from './SearchStatus.module.css';
import type { SimilarState } from './similarState.ts';

interface SearchStatusProps {
  state: SimilarState;
  /** Galaxies in the catalogue, and those embedded so far. */
  galaxies: number;
  embedded: number;
}

/** Lines above the grid: what is under way, how near the nearest is, and among how many it was searched. */
export function SearchStatus({ state, galaxies, embedded }: SearchStatusProps) {
  const { answer, query, working } = state;
  const fresh = answer !== null && answer.query === query && working === null;
  const far = fresh ? farSentence(answer.neighbours) : null;
  return (
    <div className={classes.status}>
      <div role="status" className={classes.line}>
        {working && (
          <>
            <Loader size={14} aria-hidden="true" />
            <span className={classes.words}>{workingWords(state, embedded)}</span>
            {working === 'embedding' && (
              <Button variant="default" size="compact-xs" onClick={state.stop}>
                Stop
              </Button>
            )}
          </>
        )}
        {fresh && answer.neighbours.rows.length === 0 && (
          <span>There is no other galaxy to compare with.</span>
        )}
        {fresh && answer.neighbours.rows.length > 0 && (
          <span className={classes.words}>
            Nearest: {distancePhrase(answer.neighbours.distances[0])},{' '}
            <Term meaning={quantileMeaning}>{quantilePhrase(answer.neighbours.nearestQuantile)}</Term>
            {typicalPhrase(answer.neighbours)}
          </span>
        )}
      </div>
      {fresh && answer.searched < galaxies && (
        <p className={classes.partial}>
          Among the first {formatCount(answer.searched)} of {formatCount(galaxies)} so far.
        </p>
      )}
      {far && (
        <p className={classes.far}>
          <IconAlertTriangle size={16} aria-hidden="true" /> <span>{far}</span>
        </p>
      )}
    </div>
  );
}

function workingWords({ working, progress }: SimilarState, embedded: number): string {
  if (working === 'searching') return `Searching ${formatGalaxies(embedded)}`;
  if (!progress) return 'Embedding your image';
  if (progress.total <= 0) return progress.phase;
  return `${progress.phase}: ${Math.floor((100 * progress.done) / progress.total)} %`;
}
