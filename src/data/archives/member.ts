/** A file in an archive. */
export interface ArchiveMember {
  /** Inside the archive, with forward slashes; never leads out of it. */
  path: string;
  file: File;
}

/** What an archive holds, and what of it could not be taken, in sentences. */
export interface ArchiveMembers {
  members: ArchiveMember[];
  problems: string[];
}

/** A member's path as a place below the archive: without drives, roots and steps upward; empty for none. */
export function safePath(name: string): string {
  return name
    .replaceAll('\\', '/')
    .split('/')
    .filter(part => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
    .join('/');
}

/** A file of a member's own name. */
function memberFile(bytes: Blob, path: string): File {
  return new File([bytes], path.slice(path.lastIndexOf('/') + 1));
}

/** Keeps the first member of each path. @returns whether there was none before */
export function addMember(members: Map<string, ArchiveMember>, path: string, bytes: Blob): boolean {
  if (members.has(path)) return false;
  members.set(path, { path, file: memberFile(bytes, path) });
  return true;
}
