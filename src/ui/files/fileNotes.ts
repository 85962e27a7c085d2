import type { FileNotes } from './FileServices.tsx';

const ofChoice = ['filters', 'passing', 'selection', 'selected'];

/** The notes of a file of the whole catalogue: filters and selection did not touch what it holds. */
export function notesOfWhole(notes: FileNotes): FileNotes {
  return Object.fromEntries(Object.entries(notes).filter(([name]) => !ofChoice.includes(name)));
}

/** The notes of a file that the open catalogue has no part in: which program wrote it, and when. */
export function notesOfProgram({ software, written }: FileNotes): FileNotes {
  return { ...(software && { software }), ...(written && { written }) };
}
