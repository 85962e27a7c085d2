import type { KeptView } from '../../contracts/kept.ts';
import { isWholeManifest, type KeptManifest } from '../kept/keptManifest.ts';
import { type Piece, piecesOf } from '../kept/keptShelf.ts';
import { decodedValue, encodedValue } from './encodedValue.ts';
import {
  presentSession,
  type RecordKind,
  recordKinds,
  type SessionManifest,
  sessionFormat,
  sessionVersion,
} from './sessionManifest.ts';
import { type PartCheck, partCheckOf, readZip, writeZip } from './sessionZip.ts';

const manifestPath = 'session.json';

/** All that a session holds. */
export interface SessionContents {
  catalogue: { key: string; name: string };
  /** Null where the catalogue is only named: the embedded sky. */
  kept: KeptManifest | null;
  view: KeptView | null;
  /** By kind, whatever the shelf of that kind gives and takes. */
  records: Partial<Record<RecordKind, unknown>>;
}

/**
 * A session as one ZIP file with a checksum for every part.
 *
 * @param pieceOf a piece of the kept catalogue; one that is gone is left out
 */
export async function writeSession(
  { catalogue, kept, view, records }: SessionContents,
  pieceOf: (name: string) => Promise<Blob | undefined>,
  savedMs: number,
): Promise<Blob> {
  const waiting: [path: string, bytes: Blob][] = [];
  const addPart = (bytes: Blob): string => {
    const path = `records/${waiting.length}`;
    waiting.push([path, bytes]);
    return path;
  };
  const encoded = encodedValue({ view, records }, addPart) as Pick<SessionManifest, 'view' | 'records'>;
  async function* everyPart(): AsyncGenerator<[path: string, bytes: Blob]> {
    for (const name of kept ? piecesOf(kept) : []) {
      const bytes = await pieceOf(name);
      if (bytes) yield [`pieces/${name}`, bytes];
    }
    yield* waiting;
  }
  async function* everyFile(): AsyncGenerator<{ name: string; input: Blob | string }> {
    const parts: Record<string, PartCheck> = {};
    for await (const [name, input] of everyPart()) {
      parts[name] = await partCheckOf(input);
      yield { name, input };
    }
    const manifest: SessionManifest = {
      ...{ format: sessionFormat, version: sessionVersion, savedMs, catalogue, kept, parts, ...encoded },
    };
    yield { name: manifestPath, input: JSON.stringify(manifest) };
  }
  return writeZip(everyFile());
}

/** A session that was read. */
interface ReadSession extends SessionContents {
  /** Pieces of the kept catalogue, those that are whole. */
  pieces: Piece[];
  /** What is damaged or missing, in words; the rest is whole. */
  missing: string[];
}

/** @throws UnreadableError where the file is no session, or none that this version can read */
export async function readSession(file: Blob, name: string): Promise<ReadSession> {
  const zip = await readZip(file, name);
  const manifest = presentSession(await zip.text(manifestPath), name);
  const { catalogue, parts } = manifest;
  const missing: string[] = [];
  const partOf = (path: string) => zip.part(path, parts[path]);
  const kept = isWholeManifest(manifest.kept) ? manifest.kept : null;
  if (manifest.kept && !kept) missing.push('the catalogue');
  const pieces: Piece[] = [];
  let lost = 0;
  for (const piece of kept ? piecesOf(kept) : []) {
    try {
      pieces.push({ name: piece, bytes: await partOf(`pieces/${piece}`) });
    } catch {
      lost++; // the catalogue itself tells which of its columns these were
    }
  }
  if (lost > 0) missing.push(lost === 1 ? 'one part of the catalogue' : `${lost} parts of the catalogue`);
  const records: SessionContents['records'] = {};
  for (const kind of Object.keys(recordKinds) as RecordKind[]) {
    if (manifest.records?.[kind] === undefined) continue;
    try {
      records[kind] = await decodedValue(manifest.records[kind], partOf);
    } catch {
      missing.push(recordKinds[kind]);
    }
  }
  const view = (await decodedValue(manifest.view, partOf).catch(() => null)) as KeptView | null;
  return { catalogue, kept, view, records, pieces, missing };
}
