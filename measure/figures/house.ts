import { fileURLToPath } from 'node:url';
import { type FileLengths, fileLengths } from '../house/fileLengths.ts';
import { folderSizes } from '../house/folderSizes.ts';
import { importGraph } from '../house/importGraph.ts';
import { type Offenders, offendersOf } from '../house/offenders.ts';
import { measuredFolders, readSources } from '../house/sources.ts';

/** The state of the code, each count as the file of `measure/house` that computes it defines it. */
interface HouseFigure extends FileLengths, Record<keyof Offenders, number> {
  /** Source files directly in the largest folder; goal: at most 25 */
  largestFolder: number;
  largestFolderPath: string;
}

/**
 * Counts over src, workers, bake, measure and test. The gate holds those that have a goal: test/architecture/house.test.ts.
 *
 * @param list whether what was counted is printed as well, a line each, under the name of its count
 */
export async function measureHouse(list = false): Promise<HouseFigure> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const files = readSources(root);
  const [largest] = folderSizes(files.map(file => file.path));
  const offenders = offendersOf(root, files, await importGraph(root, measuredFolders));
  if (list) {
    for (const [count, lines] of Object.entries(offenders)) {
      console.log(`${count}: ${lines.length}`);
      for (const line of lines) console.log(`  ${line}`);
    }
  }
  return {
    ...fileLengths(files),
    largestFolder: largest.files,
    largestFolderPath: largest.folder,
    foldersOver25: offenders.foldersOver25.length,
    circles: offenders.circles.length,
    upwardArrows: offenders.upwardArrows.length,
    exportsOnlyUsedAtHome: offenders.exportsOnlyUsedAtHome.length,
    exportedNamesWithTwoMeanings: offenders.exportedNamesWithTwoMeanings.length,
    docstringsWithoutShape: offenders.docstringsWithoutShape.length,
    exportsWithoutDocstring: offenders.exportsWithoutDocstring.length,
    duplicatedRuns: offenders.duplicatedRuns.length,
  };
}
