import type { PeopleShelf } from '../../../data/people/peopleShelf.ts';
import type { PeopleStore } from '../../../session/people/peopleState.ts';
import { createPeopleStore } from '../../../session/people/peopleStore.ts';
import type { Session } from '../../../session/session.ts';
import type { HandLabelling } from './handLabelling.ts';
import type { LabellingStore } from './labellingStore.ts';

interface LabellersParts {
  session: Session;
  peopleShelf: PeopleShelf;
  /** Milliseconds since 1970. */
  clock(): number;
  newKey(): string;
}

/** Store of other people's labels in the open catalogue, compared with the labels given here by hand. */
export function createLabellers(
  { session, peopleShelf, clock, newKey }: LabellersParts,
  labelling: LabellingStore,
): PeopleStore {
  const people = createPeopleStore({ kind: 'labels', session, shelf: peopleShelf, clock, newKey });
  function follow({ catalogue, classes, labels }: HandLabelling): void {
    const { judge, open } = people.getState();
    judge(new Map(Array.from(labels, ([id, label]) => [id, classes[label]])));
    void open(catalogue === '' ? null : `hand ${catalogue}`);
  }
  labelling.subscribe(({ hand: now }, { hand: before }) => {
    if (now !== before) follow(now);
  });
  return people;
}
