import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { ConfusionMatrix, type ConfusionMatrixProps } from '../../../ui/charts/ConfusionMatrix.tsx';
import { confusionFigure } from '../../../ui/charts/figures/confusionFigure.ts';
import { FigureMenu } from '../../../ui/charts/figures/FigureMenu.tsx';
import room from '../../../ui/room.module.css';

type ConfusionTableProps = Required<Omit<ConfusionMatrixProps, 'label' | 'as'>>;

/** How often each class was taken for each, in counts or shares; a cell shows its galaxies. */
export function ConfusionTable(props: ConfusionTableProps) {
  const [as, setAs] = useState<ConfusionMatrixProps['as']>('counts');
  return (
    <section className={room.part} aria-label="Confusion matrix">
      <div className={room.line}>
        <h3 className={`${room.heading} ${room.grow}`}>Confusion</h3>
        <SegmentedControl
          size="xs"
          aria-label="Confusion in"
          data={[
            { value: 'counts', label: 'Counts' },
            { value: 'shares', label: 'Shares, %' },
          ]}
          value={as}
          onChange={value => setAs(value as typeof as)}
        />
        <FigureMenu figure={confusionFigure({ ...props, label: 'Classes taken for each other', as })} />
      </div>
      <ConfusionMatrix {...props} label="Classes taken for each other" as={as} />
      {!props.chosen && <p className={room.note}>Click a cell to see its galaxies here and on the map.</p>}
    </section>
  );
}
