import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';

interface NameFieldProps {
  /** "Name of the run" */
  label: string;
  /** The present name. */
  name: string;
  /** Letters; default 60. */
  mostLetters?: number;
  className?: string;
  /** Called once. @param name the new one without spaces around it; null where it stays as it was */
  onDone(name: string | null): void;
}

/** Renames in place. Enter, or leaving the field, keeps what was typed; Escape keeps the former name, as does nothing typed. */
export function NameField({ label, name, mostLetters = 60, className, onDone }: NameFieldProps) {
  const [text, setText] = useState(name);
  const done = useRef(false); // some browsers fire a blur as well when Enter or Escape removes the field
  function end(wanted: string): void {
    if (done.current) return;
    done.current = true;
    const trimmed = wanted.trim();
    onDone(trimmed === '' || trimmed === name ? null : trimmed);
  }
  return (
    <TextInput
      className={className}
      size="xs"
      aria-label={label}
      autoFocus
      maxLength={mostLetters}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
      onBlur={() => end(text)}
      onKeyDown={event => {
        if (event.key === 'Enter') end(text);
        if (event.key === 'Escape') end(name);
      }}
    />
  );
}
