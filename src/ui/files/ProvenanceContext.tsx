import { createContext, type ReactNode, useContext } from 'react';

/** Where results come from, a line a fact, as a file carries it. */
export type FileNotes = Readonly<Record<string, string>>;

/** Takes the notes down, as they are at the call. */
export type ReadNotes = () => Promise<FileNotes>;

const ProvenanceContext = createContext<ReadNotes>(async () => ({}));

/** Gives the components below it what their files say about themselves; see {@link useProvenance}. */
export function ProvenanceProvider({ notes, children }: { notes: ReadNotes; children: ReactNode }) {
  return <ProvenanceContext.Provider value={notes}>{children}</ProvenanceContext.Provider>;
}

/** Where what is on screen comes from, for a file; nothing where no provider stands above. */
export function useProvenance(): ReadNotes {
  return useContext(ProvenanceContext);
}
