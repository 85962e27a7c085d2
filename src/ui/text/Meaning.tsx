import { Tooltip } from '@mantine/core';
import type { RefObject } from 'react';

interface MeaningProps {
  /** By which the term is described. */
  id: string;
  term: RefObject<HTMLButtonElement | null>;
  meaning: string;
}

/** The meaning of a term beside it. */
export function Meaning({ id, term, meaning }: MeaningProps) {
  const label = <span id={id}>{meaning}</span>; // the tooltip gives its own element an id of its own
  return <Tooltip target={term} opened label={label} multiline w={260} />;
}
