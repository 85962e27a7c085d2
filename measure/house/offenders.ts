import floors from '../../scripts/floors.cjs';
import wings from '../../scripts/wings.cjs';
import { circlesOf } from './circles.ts';
import { docstringsWithoutShape } from './docstringShapes.ts';
import { duplicatedRuns } from './duplicatedRuns.ts';
import { exportsWithoutDocstring } from './exportDocstrings.ts';
import { exportsOnlyUsedAtHome } from './exportsUsedAtHome.ts';
import { folderSizes, largestAllowed } from './folderSizes.ts';
import type { Import } from './importGraph.ts';
import { namesWithTwoMeanings } from './nameMeanings.ts';
import type { Source } from './sources.ts';
import { upwardArrows } from './upwardArrows.ts';

/** What is counted against the code: a line for each case, as a person reads it. */
export interface Offenders {
  /** Goal: none */
  foldersOver25: string[];
  /** Goal: none */
  circles: string[];
  /** Goal: none */
  upwardArrows: string[];
  exportsOnlyUsedAtHome: string[];
  /** Goal: none */
  exportedNamesWithTwoMeanings: string[];
  /** Goal: none */
  docstringsWithoutShape: string[];
  /** Goal: none */
  exportsWithoutDocstring: string[];
  duplicatedRuns: string[];
}

/** @param root where the files' paths begin */
export function offendersOf(root: string, files: readonly Source[], imports: readonly Import[]): Offenders {
  return {
    foldersOver25: folderSizes(files.map(file => file.path))
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
    exportsWithoutDocstring: exportsWithoutDocstring(files).map(
      ({ path, line, name }) => `${path}:${line} ${name}`,
    ),
    duplicatedRuns: duplicatedRuns(files).map(
      ({ path, line, lines, earlierPath, earlierLine }) =>
        `${path}:${line} ${lines} lines as at ${earlierPath}:${earlierLine}`,
    ),
  };
}
