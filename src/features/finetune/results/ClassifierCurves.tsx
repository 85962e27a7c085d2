import { SegmentedControl, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { precisionRecallCurve, rocCurve } from '../../../maths/statistics/rankedCurves.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import room from '../../../ui/room.module.css';
import type { ClassJudgement } from './judgement.ts';

type Kind = 'roc' | 'precision' | 'calibration';

const diagonal = {
  name: 'guess',
  guide: true,
  points: [
    [0, 0],
    [1, 1],
  ] as const,
};

/** One class against the others at every threshold, and whether the classifier is right as often as it says. */
export function ClassifierCurves({ judgement }: { judgement: ClassJudgement }) {
  const { names, labels, probabilities, report } = judgement;
  const present = [...names.keys()].filter(i => labels.includes(i) && labels.some(label => label !== i));
  const [kind, setKind] = useState<Kind>('roc');
  const [chosen, setChosen] = useState(present.includes(1) ? 1 : (present[0] ?? 0));
  const drawable = present.includes(chosen);
  const curve = useMemo(() => {
    if (!drawable) return null;
    const scores = Float32Array.from(labels, (_, i) => probabilities[i * names.length + chosen]);
    const positive = Uint8Array.from(labels, label => Number(label === chosen));
    return { roc: rocCurve(scores, positive), precision: precisionRecallCurve(scores, positive) };
  }, [chosen, labels, probabilities, names.length, drawable]);
  return (
    <section className={room.part} aria-label="Curves">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Curve"
        data={[
          { value: 'roc', label: 'ROC' },
          { value: 'precision', label: 'Precision–recall' },
          { value: 'calibration', label: 'Calibration' },
        ]}
        value={kind}
        onChange={value => setKind(value as Kind)}
      />
      {kind !== 'calibration' && names.length > 2 && (
        <Select
          size="xs"
          label="Class against the others"
          allowDeselect={false}
          data={names.map((name, i) => ({ value: String(i), label: name, disabled: !present.includes(i) }))}
          value={String(chosen)}
          onChange={value => value && setChosen(Number(value))}
        />
      )}
      {kind === 'calibration' ? (
        <Reliability judgement={judgement} />
      ) : curve ? (
        <OneCurve kind={kind} name={names[chosen]} {...curve} />
      ) : (
        <p className={room.note}>A curve needs galaxies of the class and of another in the test split.</p>
      )}
      {kind === 'calibration' && report.calibration.error > 0 && (
        <p className={room.note}>
          Above the diagonal it is right more often than it says, below it less often.
        </p>
      )}
    </section>
  );
}

interface OneCurveProps {
  kind: 'roc' | 'precision';
  name: string;
  roc: ReturnType<typeof rocCurve>;
  precision: ReturnType<typeof precisionRecallCurve>;
}

function OneCurve({ kind, name, roc, precision }: OneCurveProps) {
  const isRoc = kind === 'roc';
  const points = isRoc
    ? Array.from(roc.falsePositives, (x, i) => [x, roc.truePositives[i]] as const)
    : Array.from(precision.recall, (x, i) => [x, precision.precision[i]] as const);
  const words = isRoc
    ? `Area under the curve of ${name}: ${roc.area.toFixed(3)}; a guess has 0.5.`
    : `Average precision of ${name}: ${precision.averagePrecision.toFixed(3)}.`;
  return (
    <>
      <Chart
        series={isRoc ? [{ name, points }, diagonal] : [{ name, points }]}
        label={words}
        xLabel={isRoc ? 'false positives' : 'recall'}
        yLabel={isRoc ? 'true positives' : 'precision'}
        x={[0, 1]}
        y={[0, 1]}
        heightPx={180}
      />
      <p className={room.note}>{words}</p>
    </>
  );
}

function Reliability({ judgement: { report } }: { judgement: ClassJudgement }) {
  const bins = report.calibration.bins.filter(({ count }) => count > 0);
  return (
    <Chart
      series={[
        {
          name: 'right',
          points: bins.map(({ meanConfidence, accuracy }) => [meanConfidence, accuracy] as const),
          mark: 'dotted-line',
        },
        diagonal,
      ]}
      label={`How often it is right against how sure it is: ${bins.map(bin => `${bin.accuracy.toFixed(2)} at ${bin.meanConfidence.toFixed(2)}`).join(', ')}`}
      xLabel="how sure it is"
      yLabel="how often right"
      x={[0, 1]}
      y={[0, 1]}
      heightPx={180}
    />
  );
}
