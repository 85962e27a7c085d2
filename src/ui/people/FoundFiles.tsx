import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FoundPeople, VerdictKind } from '../../contracts/people.ts';
import room from '../room.module.css';
import { formatCount, formatGalaxies } from '../text/quantity.ts';
import classes from './People.module.css';
import type { PersonLine } from './PeopleTable.tsx';
import { judgedWords } from './peopleWords.ts';

/** A person chosen from a file. */
export interface PickedPerson {
  name: string;
  file: string;
  verdicts: FoundPeople['people'][number]['verdicts'];
}

interface FoundFilesProps {
  kind: VerdictKind;
  files: readonly FoundPeople[];
  /** The people added already. */
  people: readonly PersonLine[];
  /** Key of a person added already with exactly the same verdicts; undefined where there is none. */
  sameAs(person: FoundPeople['people'][number]): string | undefined;
  onTake(people: PickedPerson[]): void;
  onLeave(): void;
}

/** Shows what other people's files contain before they are added, because wrong verdicts look right once they are in a column. */
export function FoundFiles({ kind, files, people, sameAs, onTake, onLeave }: FoundFilesProps) {
  const [picks, setPicks] = useState(() =>
    files.map(({ people: found }) =>
      found.map(person => ({ name: person.name, isTaken: sameAs(person) === undefined })),
    ),
  );
  const change = (f: number, p: number, fields: Partial<(typeof picks)[number][number]>) =>
    setPicks(
      picks.map((file, i) =>
        i !== f ? file : file.map((pick, j) => (j === p ? { ...pick, ...fields } : pick)),
      ),
    );
  const picked = files.flatMap(({ file, people: found }, f) =>
    found.flatMap(({ verdicts }, p) => {
      const { name, isTaken } = picks[f][p];
      return isTaken && name.trim() !== '' ? [{ name: name.trim(), file, verdicts }] : [];
    }),
  );
  return (
    <section className={classes.found} aria-label="Before they are added">
      {files.map((file, f) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name, and their order does not change
        <div key={f} className={classes.file}>
          <h4>{file.file}</h4>
          <p className={room.note} role="status">
            {file.search !== undefined && `Ratings of the search “${file.search}”. `}
            {formatGalaxies(file.matched)} matched a row on its column {file.column}, of{' '}
            {formatCount(file.rowCount)} rows. The first of them, the file’s row beside the galaxy:
          </p>
          <ul className={classes.pairs}>
            {file.pairs.map(({ cell, id, verdict }) => (
              <li key={id}>
                {cell} → {id}: {verdict}
              </li>
            ))}
          </ul>
          <Problems sentences={file.problems} />
          {file.people.map((person, p) => (
            <FoundPersonLine
              key={person.column}
              kind={kind}
              pick={picks[f][p]}
              person={person}
              people={people}
              same={people.find(({ key }) => key === sameAs(person))?.name}
              onChange={fields => change(f, p, fields)}
            />
          ))}
        </div>
      ))}
      <div className={room.line}>
        <Button size="compact-sm" disabled={picked.length === 0} onClick={() => onTake(picked)}>
          Add {picked.length === 1 ? picked[0].name : `these ${picked.length} people`}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onLeave}>
          Leave them
        </Button>
      </div>
    </section>
  );
}

const sentencesAtFirst = 3;

function Problems({ sentences }: { sentences: readonly string[] }) {
  const [isWhole, setWhole] = useState(false);
  if (sentences.length === 0) return null;
  const hidden = isWhole ? 0 : Math.max(0, sentences.length - sentencesAtFirst);
  return (
    <>
      <ul className={room.advice}>
        {sentences.slice(0, sentences.length - hidden).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {hidden > 0 && (
        <div>
          <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
            Show {hidden} more
          </Button>
        </div>
      )}
    </>
  );
}

interface FoundPersonLineProps {
  kind: VerdictKind;
  pick: { name: string; isTaken: boolean };
  person: FoundPeople['people'][number];
  people: readonly PersonLine[];
  /** Name of the person added already with exactly the same verdicts. */
  same: string | undefined;
  onChange(fields: Partial<{ name: string; isTaken: boolean }>): void;
}

/** One person of a file: whether to add them, under which name, and what that does to people added already. */
function FoundPersonLine({ kind, pick, person, people, same, onChange }: FoundPersonLineProps) {
  const { name, isTaken } = pick;
  const own = name.trim().toLowerCase();
  const namesake = people.find(each => !each.isYou && each.name.toLowerCase() === own);
  const notes: string[] = [];
  if (person.isGuess) {
    notes.push(
      kind === 'ratings'
        ? `Column ${person.column}: taken as ratings, because it holds only numbers from 0 to 5.`
        : `Column ${person.column}: taken as classes, because it holds few different words.`,
    );
  }
  if (same !== undefined) notes.push(`The same as ${same}, who was added already.`);
  else if (namesake) notes.push(`Replaces the present ${kind} of ${namesake.name}.`);
  return (
    <div className={classes.person}>
      <Checkbox
        size="xs"
        aria-label={`Add ${name || person.column}`}
        checked={isTaken}
        onChange={event => onChange({ isTaken: event.currentTarget.checked })}
      />
      <TextInput
        size="xs"
        aria-label={`Name of the person of column ${person.column}`}
        maxLength={40}
        value={name}
        onChange={event => onChange({ name: event.currentTarget.value })}
      />
      <span className={room.note}>
        {formatCount(person.verdicts.size)} {judgedWords[kind]}
      </span>
      {notes.map(note => (
        <p key={note} className={room.note}>
          {note}
        </p>
      ))}
    </div>
  );
}
