/** A file of the built app. */
interface AppFile {
  /** Relative to the app's folder: "assets/index-3fa9.js". */
  url: string;
  /** Hash of its contents; null where its name holds one. */
  revision: string | null;
}

/** The files of the built app: those kept when it is installed, and those kept once they were used. */
export interface AppFiles {
  kept: AppFile[];
  used: AppFile[];
}

/** The address under which a file's present contents are kept: other contents have another. */
export function revisionedUrl(url: string, { revision }: AppFile): string {
  return revision === null ? url : `${url}?revision=${revision}`;
}
