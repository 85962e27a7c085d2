import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config';

/** One import: `from` names `to`, both from the root. Imports of types alone count like those of values. */
export interface Import {
  from: string;
  to: string;
}

/**
 * Every import between the files of the folders, as dependency-cruiser resolves them by the project's own
 * `.dependency-cruiser.cjs`: static, dynamic and of types. Packages are left out.
 *
 * @throws Error where the root has no `.dependency-cruiser.cjs`
 */
export async function importGraph(root: string, folders: readonly string[]): Promise<Import[]> {
  const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(
    [...folders],
    { ...options, baseDir: root, validate: false },
    options.enhancedResolveOptions,
    { tsConfig: extractTypeScript(join(root, 'tsconfig.json')) },
  );
  const inside = new RegExp(`^(${folders.join('|')})/`);
  return (output as ICruiseResult).modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ resolved }) => inside.test(resolved))
      .map(({ resolved }) => ({ from: source, to: resolved })),
  );
}
