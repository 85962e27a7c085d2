import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Figure, FigureGround } from '../../contracts/figure.ts';

/** Where results come from, a line a fact, as a file carries it. */
export type FileNotes = Readonly<Record<string, string>>;

/** Takes the notes down, as they are at the call. */
export type ReadNotes = () => Promise<FileNotes>;

/** What a figure leaves as. */
export type FigureFile = { kind: 'svg'; ground: FigureGround } | { kind: 'csv' };

/** What the house does for files. */
interface FileServices {
  notes: ReadNotes;
  /** Hands a figure to the person as a file. Rejects with a sentence where it cannot be written. */
  saveFigure(figure: Figure, as: FigureFile, notes: ReadNotes): Promise<void>;
  /** Tells the person why there is no file. */
  onNotSaved(error: unknown): void;
}

const Files = createContext<FileServices>({
  notes: async () => ({}),
  saveFigure: async () => undefined,
  onNotSaved: () => undefined,
});

/** Gives the components below it what their files need; see {@link useProvenance} and {@link useSaveFigure}. */
export function FileServicesProvider({ children, ...services }: FileServices & { children: ReactNode }) {
  const { notes, saveFigure, onNotSaved } = services;
  const value = useMemo(() => ({ notes, saveFigure, onNotSaved }), [notes, saveFigure, onNotSaved]);
  return <Files.Provider value={value}>{children}</Files.Provider>;
}

/** Where what is on screen comes from, for a file; nothing where no provider stands above. */
export function useProvenance(): ReadNotes {
  return useContext(Files).notes;
}

/** Saves a figure with where it comes from, or says why not. Never rejects. */
export function useSaveFigure(): (figure: Figure, as: FigureFile) => Promise<void> {
  const { notes, saveFigure, onNotSaved } = useContext(Files);
  return (figure, as) => saveFigure(figure, as, notes).catch(onNotSaved);
}

/** For a part of the page whose files come from elsewhere. @param by what remains of the notes there; must keep its identity */
export function NarrowedNotes({ by, children }: { by(notes: FileNotes): FileNotes; children: ReactNode }) {
  const files = useContext(Files);
  const value = useMemo(() => ({ ...files, notes: async () => by(await files.notes()) }), [files, by]);
  return <Files.Provider value={value}>{children}</Files.Provider>;
}
