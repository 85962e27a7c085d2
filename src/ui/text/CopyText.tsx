import { type ReactNode, useEffect, useState } from 'react';
import classes from './CopyText.module.css';

interface CopyTextProps {
  /** What goes to the clipboard. */
  text: string;
  /** What is shown; default the text itself. */
  children?: ReactNode;
  /** "right ascension": completes "Copy …" for the tooltip. */
  what: string;
}

const toldMs = 1400; // long enough to read one word

/** Words that a click copies. */
export function CopyText({ text, children, what }: CopyTextProps) {
  const [told, setTold] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(null), toldMs);
    return () => clearTimeout(timer);
  }, [told]);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setTold('copied');
    } catch {
      setTold('failed'); // the browser forbids it: the words can still be marked by hand
    }
  }
  return (
    <span className={classes.whole}>
      <button type="button" className={classes.button} title={`Copy ${what}`} onClick={() => void copy()}>
        {children ?? text}
      </button>
      <span role="status" className={classes.told} data-told={told ?? undefined}>
        {told === 'copied' ? 'copied' : told === 'failed' ? 'could not copy' : ''}
      </span>
    </span>
  );
}
