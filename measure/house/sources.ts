import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where the house's code stands. Scripts, configuration and Python are left out. */
export const measuredFolders = ['src', 'workers', 'bake', 'measure', 'test'] as const;

const languageVersion = ts.ScriptTarget.ES2023; // tsconfig.json's

/** One source file: TypeScript (.ts, .tsx) or a stylesheet (.css). Data, images and Python beside them are not sources. */
export interface Source {
  /** From the root, with forward slashes: `src/maths/linear/lbfgs.ts` */
  path: string;
  text: string;
  /** Undefined for a stylesheet */
  tree: ts.SourceFile | undefined;
}

/**
 * Reads every source file below the folders, ordered by path. Folders that are missing hold none.
 *
 * @param root folder that paths begin at
 */
export function readSources(root: string, folders: readonly string[] = measuredFolders): Source[] {
  const paths = folders.flatMap(folder => sourcePaths(root, folder)).sort();
  return paths.map(path => {
    const text = readFileSync(join(root, path), 'utf8');
    if (path.endsWith('.css')) return { path, text, tree: undefined };
    return { path, text, tree: ts.createSourceFile(join(root, path), text, languageVersion, true) };
  });
}

/**
 * What the compiler knows of the types in the sources' own trees; nothing is checked until it is asked.
 *
 * @param root where `tsconfig.json` may stand; without one the newest language and its library are assumed
 */
export function typeChecker(root: string, files: readonly Source[]): ts.TypeChecker {
  const trees = new Map(files.flatMap(({ tree }) => (tree ? [[tree.fileName, tree]] : [])));
  const options = compilerOptions(root);
  const host = ts.createCompilerHost(options, true);
  const readOther = host.getSourceFile;
  host.getSourceFile = (name, ...rest) => trees.get(name) ?? readOther(name, ...rest);
  return ts.createProgram([...trees.keys()], options, host).getTypeChecker();
}

function sourcePaths(root: string, folder: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  } catch {
    return []; // no such folder
  }
  return entries
    .filter(name => /\.(ts|tsx|css)$/.test(name) && !name.endsWith('.d.ts'))
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`);
}

function compilerOptions(root: string): ts.CompilerOptions {
  const file = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const options: ts.CompilerOptions = config
    ? ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root).options
    : { target: languageVersion, allowImportingTsExtensions: true, types: [] };
  return { ...options, noEmit: true };
}
