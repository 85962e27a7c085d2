import { type ReactNode, useId, useRef, useState } from 'react';
import { lazyPart } from '../lazyPart.tsx';
import classes from './Term.module.css';

const Meaning = lazyPart('The meaning', async () => (await import('./Meaning.tsx')).Meaning);

/**
 * A word of the field with its meaning in a tooltip, for pointer, finger and keyboard. The tooltip's code comes when a
 * meaning is first asked for: rooms of a first visit have terms.
 */
export function Term({ children, meaning }: { children: ReactNode; meaning: string }) {
  const term = useRef<HTMLButtonElement>(null);
  const id = useId();
  const [asked, setAsked] = useState(false);
  const ask = () => setAsked(true);
  const hide = () => setAsked(false);
  /** In the focus it stays to be read when the pointer goes. */
  const leave = () => term.current !== document.activeElement && hide();
  return (
    <>
      <button
        ref={term}
        type="button"
        className={classes.term}
        aria-describedby={asked ? id : undefined}
        onPointerEnter={ask}
        onPointerLeave={leave}
        onFocus={ask}
        onBlur={hide}
        onClick={ask}
        onKeyDown={({ key }) => key === 'Escape' && hide()}
      >
        {children}
      </button>
      {asked && <Meaning id={id} term={term} meaning={meaning} />}
    </>
  );
}
