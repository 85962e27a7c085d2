import { fileURLToPath } from 'node:url';
import floors from '../../scripts/floors.cjs';
import wings from '../../scripts/wings.cjs';
import { circlesOf } from '../house/circles.ts';
import { docstringsWithoutShape } from '../house/docstringShapes.ts';
import { duplicatedRuns } from '../house/duplicatedRuns.ts';
import { exportsOnlyUsedAtHome } from '../house/exportsUsedAtHome.ts';
import { type FileLengths, fileLengths } from '../house/fileLengths.ts';
import { folderSizes, largestAllowed } from '../house/folderSizes.ts';
import { importGraph } from '../house/importGraph.ts';
import { namesWithTwoMeanings } from '../house/nameMeanings.ts';
import { measuredFolders, readSources } from '../house/sources.ts';
import { upwardArrows } from '../house/upwardArrows.ts';

/** The state of the code, each count as the file of `measure/house` that computes it defines it. */
interface HouseFigure extends FileLengths {
  /** Source files directly in the largest folder; goal: at most 25 */
  largestFolder: number;
  largestFolderPath: string;
  foldersOver25: number;
  /** Goal: 0 */
  circles: number;
  /** Goal: 0 */
  upwardArrows: number;
  exportsOnlyUsedAtHome: number;
  /** Goal: 0 */
  exportedNamesWithTwoMeanings: number;
  /** Goal: 0 */
  docstringsWithoutShape: number;
  duplicatedRuns: number;
}

/**
 * Counts over src, workers, bake, measure and test.
 *
 * @param list whether what was counted is printed as well, a line each, under the name of its count
 */
export async function measureHouse(list = false): Promise<HouseFigure> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const files = readSources(root);
  const imports = await importGraph(root, measuredFolders);
  const folders = folderSizes(files.map(file => file.path));
  const offenders = {
    foldersOver25: folders
      .filter(each => each.files > largestAllowed)
      .map(each => `${each.folder}: ${each.files} files`),
    circles: circlesOf(imports).map(circle => circle.join(', ')),
    upwardArrows: upwardArrows(imports, floors, wings).map(({ from, to }) => `${from} → ${to}`),
    exportsOnlyUsedAtHome: exportsOnlyUsedAtHome(files).map(({ path, name }) => `${path}: ${name}`),
    exportedNamesWithTwoMeanings: namesWithTwoMeanings(files).map(
      ({ name, paths }) => `${name}: ${paths.join(', ')}`,
    ),
    docstringsWithoutShape: docstringsWithoutShape(root, files).map(
      ({ path, line, name }) => `${path}:${line} ${name}`,
    ),
    duplicatedRuns: duplicatedRuns(files).map(
      ({ path, line, lines, earlierPath, earlierLine }) =>
        `${path}:${line} ${lines} lines as at ${earlierPath}:${earlierLine}`,
    ),
  };
  if (list) {
    for (const [count, lines] of Object.entries(offenders)) {
      console.log(`${count}: ${lines.length}`);
      for (const line of lines) console.log(`  ${line}`);
    }
  }
  return {
    ...fileLengths(files),
    largestFolder: folders[0].files,
    largestFolderPath: folders[0].folder,
    foldersOver25: offenders.foldersOver25.length,
    circles: offenders.circles.length,
    upwardArrows: offenders.upwardArrows.length,
    exportsOnlyUsedAtHome: offenders.exportsOnlyUsedAtHome.length,
    exportedNamesWithTwoMeanings: offenders.exportedNamesWithTwoMeanings.length,
    docstringsWithoutShape: offenders.docstringsWithoutShape.length,
    duplicatedRuns: offenders.duplicatedRuns.length,
  };
}
