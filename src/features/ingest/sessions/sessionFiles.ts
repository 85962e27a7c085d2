import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import { readSession, writeSession } from '../../../data/sessions/sessionFile.ts';
import { recordKinds } from '../../../data/sessions/sessionManifest.ts';
import type { Session } from '../../../session/session.ts';
import type { Keeping } from '../recent/openKeeping.ts';
import { viewOf } from '../recent/restoreView.ts';
import { collectRecords, type RecordShelves, restoreRecords } from './sessionRecords.ts';
import { applySettings, settingsOf } from './sessionSettings.ts';
import { skyRecordOf, withSkyRecord } from './skyRecord.ts';

/** What saving and opening sessions needs. */
interface SessionParts {
  session: Session;
  keeping: Pick<Keeping, 'shelf' | 'keeper'>;
  shelves: RecordShelves;
  /** Name of the open room. */
  room(): string | null;
}

/**
 * The open catalogue with all that belongs to it as one file; null where none is open.
 *
 * @param nowMs milliseconds since 1970
 */
export async function sessionFileOf(
  { session, keeping, shelves, room }: SessionParts,
  nowMs: number,
): Promise<{ name: string; file: Blob } | null> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) return null;
  const { shelf, keeper } = keeping;
  const key = keyOfCatalogue(catalogue);
  keeper.flush();
  await keeper.whenIdle();
  const failure = keeper.failureOf(catalogue);
  if (failure !== undefined) throw failure;
  const kept = keeper.keyOf(catalogue) === key ? ((await shelf.manifest(key)) ?? null) : null;
  const isSky = catalogue.simulated && catalogue.components !== undefined;
  if (!kept && !isSky)
    throw new Error(`${catalogue.name} is not kept in this browser: open its file again, then save.`);
  const contents = {
    catalogue: { key, name: catalogue.name },
    kept,
    view: viewOf(session, room()),
    records: {
      ...(await collectRecords(shelves, key)),
      settings: settingsOf(session),
      ...(!kept && { sky: skyRecordOf(session) }),
    },
  };
  const file = await writeSession(contents, piece => shelf.piece(key, piece), nowMs);
  return { name: `${catalogue.name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.morphospace.zip`, file };
}

/** What of a session file is in this browser now. */
interface TakenSession {
  catalogue: { key: string; name: string };
  /** False where the file only named its catalogue: the embedded sky. */
  hasCatalogue: boolean;
  /** What is damaged or missing, in words. */
  missing: string[];
  /** The sky with what the file holds of it; `fits` is false where some of that is not of this sky. */
  withSky(sky: OpenedCatalogue): { sky: OpenedCatalogue; fits: boolean };
}

/** Puts a session into this browser: its catalogue in place of what was kept of the same one, the rest beside what is there. */
export async function takeSession(
  { session, keeping: { shelf, keeper }, shelves }: Omit<SessionParts, 'room'>,
  file: File,
  nowMs: number,
): Promise<TakenSession> {
  const { catalogue, kept, pieces, view, records, missing } = await readSession(file, file.name);
  if (kept) {
    keeper.forget(catalogue.key); // the open one would write over it
    await keeper.whenIdle();
    await shelf.putPieces(catalogue.key, pieces);
    await shelf.putManifest({ ...kept, key: catalogue.key, seenMs: nowMs, write: crypto.randomUUID() });
  }
  if (view) await shelf.putView(catalogue.key, view);
  const incomplete = await restoreRecords(shelves, records, catalogue.key, nowMs);
  if (records.settings !== undefined && !applySettings(session, records.settings))
    incomplete.push(recordKinds.settings);
  return {
    catalogue,
    hasCatalogue: kept !== null,
    missing: [...missing, ...incomplete],
    withSky: sky => withSkyRecord(sky, catalogue.key, records.sky, view),
  };
}
