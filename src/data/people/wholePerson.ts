import { isScore } from '../searches/interestSearch.ts';
import type { KeptChoices, Person } from './person.ts';

/** Whether a record of the database can be used as a person. */
export function isWholePerson(record: unknown): record is Person {
  if (typeof record !== 'object' || record === null) return false;
  const { key, question, kind, name, file, verdicts, addedMs } = record as Record<string, unknown>;
  return (
    [key, question, name, file].every(text => typeof text === 'string') &&
    typeof addedMs === 'number' &&
    (kind === 'ratings' || kind === 'labels') &&
    verdicts instanceof Map &&
    [...verdicts].every(
      ([id, verdict]) =>
        typeof id === 'string' &&
        (kind === 'ratings'
          ? typeof verdict === 'number' && isScore(verdict)
          : typeof verdict === 'string' && verdict !== ''),
    )
  );
}

/** Whether a record of the database can be used as choices for a consensus. */
export function isWholeChoice(record: unknown): record is KeptChoices {
  if (typeof record !== 'object' || record === null) return false;
  const { question, method, fewestPeople } = record as Record<string, unknown>;
  return (
    typeof question === 'string' &&
    (method === 'median' || method === 'mean' || method === 'majority') &&
    typeof fewestPeople === 'number' &&
    fewestPeople >= 1
  );
}
