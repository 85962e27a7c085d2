import { useMemo } from 'react';
import { useStore } from 'zustand';
import { predictionOf } from '../../../session/predictions.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { formatPercent } from '../../../ui/text/quantity.ts';
import { shortReading } from './likeliestAnswer.ts';
import classes from './PredictedLine.module.css';

/** The selected galaxy in a few words of the network: "Featured or disk, spiral arms — 82 %". */
export function PredictedLine({ onOpen }: { onOpen(): void }) {
  const session = useSession();
  const predictions = useStore(session.predictions, s => s.predictions);
  const row = useStore(session.selection, s => s.row);
  const reading = useMemo(() => {
    const values = row === null ? null : predictionOf(predictions, row);
    return predictions && values && shortReading(predictions.head, values);
  }, [predictions, row]);
  if (!reading) return null;
  return (
    <button type="button" className={classes.line} title="What the network says" onClick={onOpen}>
      {reading.words} — {formatPercent(reading.share)}
    </button>
  );
}
