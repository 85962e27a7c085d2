import { type ReactNode, useState } from 'react';
import { FoldButton } from '../FoldButton.tsx';
import room from '../room.module.css';
import { formatCount } from '../text/quantity.ts';
import classes from './People.module.css';

/** Other people's part of a room: closed until there are others or the person opens it. */
export function PeopleFold({ others, children }: { others: number; children: ReactNode }) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = chosen ?? others > 0;
  return (
    <section className={room.part} aria-label="People">
      <FoldButton open={isOpen} onChange={setChosen}>
        <span className={classes.title}>People</span>
        {others > 0 && ` (you and ${formatCount(others)} ${others === 1 ? 'other' : 'others'})`}
      </FoldButton>
      {isOpen && children}
    </section>
  );
}
