import ts from 'typescript';
import { exportedNames } from './exportedNames.ts';
import type { Source } from './sources.ts';

/** An export that only its name explains. */
interface SilentExport {
  path: string;
  name: string;
  /** 1 for the first */
  line: number;
}

/**
 * Names declared and exported in src, workers, bake or measure that have no docstring: none before any of their
 * declarations (of overloads, or a type and a value of one name, one serves), or an empty one. A comment of another
 * kind is none, for editors do not show it where the name is used; nor is one between `export` and the declaration,
 * which the compiler does not see. Tests need none: their names are sentences.
 */
export function exportsWithoutDocstring(files: readonly Source[]): SilentExport[] {
  return files
    .filter(({ path }) => !path.startsWith('test/'))
    .flatMap(file => exportedNames(file))
    .filter(({ declarations }) => !declarations.some(hasDocstring))
    .map(({ path, name, declarations: [first] }) => ({ path, name, line: lineOf(first) }));
}

function hasDocstring(declaration: ts.Declaration): boolean {
  return ts.getJSDocCommentsAndTags(statementOf(declaration)).some(each => /[\p{L}\d]/u.test(each.getText()));
}

/** A constant's docstring stands before the statement that declares it. */
function statementOf(declaration: ts.Declaration): ts.Node {
  return ts.findAncestor(declaration, ts.isStatement) ?? declaration;
}

function lineOf(declaration: ts.Declaration): number {
  const file = declaration.getSourceFile();
  return file.getLineAndCharacterOfPosition(statementOf(declaration).getStart()).line + 1;
}
