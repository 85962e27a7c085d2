import { ActionIcon } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { VerdictKind } from '../../contracts/people.ts';
import { NameField } from '../NameField.tsx';
import { formatCount, nullSign } from '../text/quantity.ts';
import classes from './People.module.css';
import { judgedWords } from './peopleWords.ts';

/** A line of the table of people. */
export interface PersonLine {
  key: string;
  name: string;
  isYou: boolean;
  /** Galaxies they judged, and those of them that the person of this browser judged too. */
  count: number;
  shared: number;
}

interface PeopleTableProps {
  kind: VerdictKind;
  people: readonly PersonLine[];
  onRename(key: string, name: string): void;
  onRemove(key: string): void;
}

/** The people and how many galaxies each judged. */
export function PeopleTable({ kind, people, onRename, onRemove }: PeopleTableProps) {
  const [naming, setNaming] = useState<string | null>(null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.long} tabIndex={0} aria-label="List of people">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col" className={classes.count}>
              {kind === 'ratings' ? 'Rated' : 'Labelled'}
            </th>
            <th scope="col" className={classes.count} title={`Galaxies that you ${judgedWords[kind]} too`}>
              With you
            </th>
            <td className={classes.acts} />
          </tr>
        </thead>
        <tbody>
          {people.map(({ key, name, isYou, count, shared }) => (
            <tr key={key}>
              <th scope="row" title={name}>
                {naming === key ? (
                  <NameField
                    label={isYou ? 'Your name' : `Name of ${name}`}
                    name={name}
                    mostLetters={40}
                    onDone={text => {
                      if (text !== null) onRename(key, text);
                      setNaming(null);
                    }}
                  />
                ) : (
                  <>
                    {name}
                    {isYou && name !== 'you' && <span className={classes.muted}> (you)</span>}
                  </>
                )}
              </th>
              <td>{formatCount(count)}</td>
              <td>{isYou ? nullSign : formatCount(shared)}</td>
              <td>
                <span className={classes.buttons}>
                  <ActionIcon
                    aria-label={isYou ? 'Give yourself a name' : `Rename ${name}`}
                    title={isYou ? 'Give yourself a name' : `Rename ${name}`}
                    onClick={() => setNaming(key)}
                  >
                    <IconPencil size={14} />
                  </ActionIcon>
                  {!isYou && (
                    <ActionIcon
                      aria-label={`Remove ${name}`}
                      title={`Remove ${name}`}
                      onClick={() => onRemove(key)}
                    >
                      <IconTrash size={14} />
                    </ActionIcon>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
