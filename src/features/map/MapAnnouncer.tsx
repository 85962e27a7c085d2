import { VisuallyHidden } from '@mantine/core';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { columnLabel } from '../../ui/text/columnText.ts';
import type { PointedStore } from './scene/pointed.ts';
import { shortValueText } from './shortValueText.ts';

/** Tells screen readers which galaxy is selected, and which the arrow keys have come to. */
export function MapAnnouncer({ pointer }: { pointer: PointedStore }) {
  const { catalogue, columns, selection } = useSession();
  const ids = useStore(catalogue, s => s.catalogue?.ids);
  const selected = useStore(selection, s => s.row);
  const pointed = useStore(pointer, s => (s.pointed?.by === 'keys' ? s.pointed.row : null));
  const painted = useStore(columns, s => s.columns.find(column => column.name === s.painted));
  const row = pointed ?? selected;
  const value = row !== null && painted ? `, ${columnLabel(painted)} ${shortValueText(painted, row)}` : '';
  const sentence =
    row === null || !ids
      ? ''
      : row === selected
        ? `Selected galaxy ${ids.at(row)}${value}`
        : `Galaxy ${ids.at(row)}${value}. Press Enter to select it.`;
  return <VisuallyHidden role="status">{sentence}</VisuallyHidden>;
}
