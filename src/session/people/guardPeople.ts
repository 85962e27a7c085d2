import type { PeopleStore } from './peopleState.ts';

/** Keeps other people's verdicts from being lost with the page: closing asks first while some are not saved. */
export function guardUnsavedPeople(people: PeopleStore, page: EventTarget = window): void {
  page.addEventListener('beforeunload', event => {
    if (people.getState().hasUnsaved()) event.preventDefault();
  });
}
