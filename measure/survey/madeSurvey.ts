import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runPeer } from '../command/runPeer.ts';
import { bakePython, rayEmbedsPerSecond } from './bakeRates.ts';
import { surveyInput } from './surveyInput.ts';
import type { SurveyVectors } from './surveyOnDisk.ts';
import { type SurveyGalaxies, syntheticGalaxies, writeSyntheticSurvey } from './syntheticSurvey.ts';

const peer = fileURLToPath(new URL('../peers/surveyPeer.py', import.meta.url));
const bakedRows = 100_000; // of the survey, that bake/ray writes for its rate

/** Galaxies a second of one core from a stored image to the files of a survey, without their map. */
export interface BakeSide {
  /** By bake/ray, which embeds 512 galaxies and writes 100,000; null where Python lacks what it needs. */
  bakeGalaxiesPerSecondPerCore: number | null;
  /** By the bake in Node. */
  nodeGalaxiesPerSecondPerCore: number;
}

/**
 * The made-up survey of a folder, which is written where it is not there, and how quickly it was made.
 *
 * @returns `survey`: the galaxies before they were rounded, made again from their seed where the folder was kept
 * @throws Error where the folder's rates were measured on another day than the figure's
 */
export async function madeSurvey(
  folder: string,
  rows: number,
  real: number,
): Promise<{ survey: SurveyVectors; bakes: BakeSide }> {
  const told = join(folder, 'made.json'); // no reader of a survey looks for it
  const day = new Date().toISOString().slice(0, 10);
  const kept: { day?: string; bakes?: BakeSide } | null = existsSync(told)
    ? JSON.parse(readFileSync(told, 'utf8'))
    : null;
  if (kept && (kept.day !== day || !kept.bakes)) {
    throw new Error(`need rates of bakes measured today; ${told} has those of another day: delete it.`);
  }
  const made = await syntheticGalaxies(rows, real);
  let bakes = kept?.bakes;
  if (!bakes) {
    mkdirSync(folder, { recursive: true });
    const written = await writeSyntheticSurvey(folder, made);
    bakes = {
      nodeGalaxiesPerSecondPerCore: rounded(1 / (1 / made.embeddedPerSecond + 1 / written)),
      bakeGalaxiesPerSecondPerCore: await rayRate(made),
    };
    writeFileSync(told, JSON.stringify({ day, bakes }));
  }
  return { survey: made, bakes };
}

async function rayRate(made: SurveyGalaxies): Promise<number | null> {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-bake-'));
  try {
    const input = await surveyInput(
      join(folder, 'input.parquet'),
      made,
      Math.min(bakedRows, made.ids.length),
    );
    const args = [peer, input, join(folder, 'survey'), String(made.columns)];
    const { galaxies, seconds } = runPeer<{ galaxies: number; seconds: number }>(bakePython(), args);
    return rounded(1 / (1 / rayEmbedsPerSecond() + seconds / galaxies));
  } catch (error) {
    console.error(`bake/ray is left out: ${error instanceof Error ? error.message : error}`);
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rounded = (rate: number) => Math.round(10 * rate) / 10;
