import { posix } from 'node:path';
import ts from 'typescript';
import { exportedNames } from './exportedNames.ts';
import type { Source } from './sources.ts';

/** An export by the file that makes it. */
interface LonelyExport {
  path: string;
  name: string;
}

/**
 * Exports that no other file asks for: a name that a file declares and exports, and that no other source file (tests
 * count) imports, passes on, or names after importing the file whole (`import * as`, `import()`). They are used in
 * their own file alone, or nowhere.
 */
export function exportsOnlyUsedAtHome(files: readonly Source[]): LonelyExport[] {
  const asked = new Set<string>();
  for (const file of files) {
    if (file.tree) collectUses(file.tree, file.path, (path, name) => asked.add(`${path}#${name}`));
  }
  return files
    .flatMap(file => exportedNames(file).map(({ path, name }) => ({ path, name })))
    .filter(({ path, name }) => !asked.has(`${path}#${name}`));
}

function collectUses(tree: ts.SourceFile, path: string, use: (path: string, name: string) => void): void {
  const wholes: string[] = [];
  const target = (specifier: ts.Node | undefined) =>
    specifier && ts.isStringLiteralLike(specifier) && specifier.text.startsWith('.')
      ? posix.join(posix.dirname(path), specifier.text.replace(/\?.*$/, ''))
      : undefined;

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) {
      const from = target(node.moduleSpecifier);
      const bindings = node.importClause?.namedBindings;
      if (from && bindings && ts.isNamedImports(bindings)) {
        for (const element of bindings.elements) use(from, (element.propertyName ?? element.name).text);
      } else if (from && bindings) wholes.push(from);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      const from = target(node.moduleSpecifier);
      if (from && node.exportClause && ts.isNamedExports(node.exportClause)) {
        for (const element of node.exportClause.elements)
          use(from, (element.propertyName ?? element.name).text);
      } else if (from) wholes.push(from);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const from = target(node.arguments[0]);
      if (from) wholes.push(from);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      const from = target(node.argument.literal);
      if (from) wholes.push(from);
    }
    ts.forEachChild(node, visit);
  }
  visit(tree);

  if (wholes.length === 0) return;
  const names = identifiersIn(tree);
  for (const from of wholes) for (const name of names) use(from, name);
}

function identifiersIn(tree: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return names;
}
