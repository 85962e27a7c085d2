import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { createRandom, type Random } from '../../../src/maths/statistics/random.ts';
import { type ProfileBrowser, startOnProfile } from '../../faults/profileBrowser.ts';
import { heldMessage, type KilledPage } from './killedPage.ts';

/** SIGKILLs of the browser between the first and the last record of a write, and what the next visit found. */
interface KilledFigure {
  tries: number;
  /** Where they fell: among the pieces, among the records of the transaction that names them, or while that was committed. */
  fellIn: { pieces: number; manifest: number; commit: number };
  /** The former state was there, whole. */
  former: number;
  /** The new state was there, whole. */
  latter: number;
  /** Something of either was missing, or both were mixed. */
  torn: number;
  /** What was found then, in words. */
  found: string[];
  /** Pieces of killed writes that a whole write after them left in the database. */
  leftOver: number;
  /** Of one write. */
  megabytes: number;
}

const usualTries = 20;
const commits = 5; // of them, during the commit
const commitMs = 30; // within which it may come, on a quiet machine
const megabytes = 38.4;
const limitMs = 120_000;
const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Keeps a catalogue with the app's own keeper and database, holds the write at a random record, ends all processes of the
 * browser by SIGKILL, and opens it again.
 */
export async function measureKilled(seed = 1, tries = usualTries): Promise<KilledFigure> {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-killed-'));
  const outDir = join(folder, 'page');
  const page = join(root, 'page.html');
  const quiet = { root, base: './', configFile: false, logLevel: 'warn' } as const;
  await build({ ...quiet, build: { outDir, target: 'es2023', rollupOptions: { input: page } } });
  const server = await preview({ ...quiet, root: folder, build: { outDir }, preview: { port: 0 } });
  const address = `${server.resolvedUrls?.local[0]}page.html`;
  try {
    return await kill(join(folder, 'profile'), address, createRandom(seed), tries);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function kill(profile: string, address: string, random: Random, tries: number): Promise<KilledFigure> {
  const figure: KilledFigure = {
    ...{ tries: 0, fellIn: { pieces: 0, manifest: 0, commit: 0 }, former: 0, latter: 0, torn: 0, found: [] },
    ...{ leftOver: 0, megabytes },
  };
  let generation = 0;
  let visit = await open(profile, address);
  while (figure.tries < tries) {
    await visit.write(++generation);
    figure.leftOver += (await visit.look()).unnamed;
    const { recordsOfWrite, piecesOfWrite } = visit;
    const isCommit = figure.tries % Math.ceil(tries / commits) === 0;
    const record = isCommit ? recordsOfWrite : 1 + Math.floor(random.uniform() * (recordsOfWrite - 1));
    const fell = isCommit ? 'commit' : record <= piecesOfWrite ? 'pieces' : 'manifest';
    await visit.writeUpTo(++generation, record);
    await new Promise(resolve => setTimeout(resolve, random.uniform() * commitMs));
    await visit.browser.kill();
    visit = await open(profile, address);
    const found = await visit.look();
    const isFormer = found.generation === generation - 1;
    const isLatter = fell === 'commit' && found.generation === generation;
    figure.tries++;
    figure.fellIn[fell]++;
    if (isFormer) figure.former++;
    else if (isLatter) figure.latter++;
    else {
      figure.torn++;
      figure.found.push(`killed in ${fell}: ${found.torn || `write ${found.generation} of ${generation}`}`);
    }
    console.error(`${fell}, record ${record}: ${isFormer ? 'former' : isLatter ? 'new' : 'torn'}`);
  }
  await visit.browser.kill();
  return figure;
}

/** The page in a browser of its own. */
interface Visit extends KilledPage {
  browser: ProfileBrowser;
  /** Resolves once the record has come, while the write waits. */
  writeUpTo(generation: number, record: number): Promise<void>;
}

async function open(profile: string, address: string): Promise<Visit> {
  const browser = await startOnProfile(profile, []);
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  page.setDefaultTimeout(limitMs);
  await page.goto(address);
  await page.waitForFunction(() => 'killed' in window);
  const { recordsOfWrite, piecesOfWrite } = await page.evaluate(() => {
    const { recordsOfWrite, piecesOfWrite } = (window as unknown as { killed: KilledPage }).killed;
    return { recordsOfWrite, piecesOfWrite };
  });
  return {
    ...{ browser, recordsOfWrite, piecesOfWrite },
    look: () => page.evaluate(() => (window as unknown as { killed: KilledPage }).killed.look()),
    write: each =>
      page.evaluate(made => (window as unknown as { killed: KilledPage }).killed.write(made), each),
    async writeUpTo(generation, record) {
      const held = page.waitForEvent('console', message => message.text() === heldMessage);
      const upTo = [generation, record] as const;
      page
        .evaluate(
          ([made, last]) => (window as unknown as { killed: KilledPage }).killed.writeUpTo(made, last),
          upTo,
        )
        .catch(() => {}); // the browser is gone before it answers
      await held;
    },
  };
}
