import ts from 'typescript';
import type { Source } from './sources.ts';

/** One name that a file declares and exports. A name that it only passes on (`export { a } from`) is not among them. */
export interface ExportedName {
  name: string;
  path: string;
  /** The first is the name's meaning; overloads, and a type beside a value of its name, follow. */
  declarations: readonly ts.Declaration[];
}

/** The names that a file itself declares and exports, in the order of their first declaration. */
export function exportedNames({ path, tree }: Source): ExportedName[] {
  if (!tree) return [];
  const declared = new Map<string, ts.Declaration[]>();
  const exported = new Set<string>();
  const add = (name: string, declaration: ts.Declaration, isExported: boolean) => {
    declared.set(name, [...(declared.get(name) ?? []), declaration]);
    if (isExported) exported.add(name);
  };
  for (const statement of tree.statements) {
    const isExported = ts.canHaveModifiers(statement) && hasExport(statement);
    if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        for (const name of boundNames(declaration.name)) add(name, declaration, isExported);
      }
    } else if (isNamedDeclaration(statement) && statement.name) {
      add(statement.name.text, statement, isExported);
    } else if (ts.isExportDeclaration(statement) && !statement.moduleSpecifier) {
      const clause = statement.exportClause;
      if (clause && ts.isNamedExports(clause)) {
        for (const element of clause.elements) exported.add((element.propertyName ?? element.name).text);
      }
    }
  }
  return [...declared]
    .filter(([name]) => exported.has(name))
    .map(([name, declarations]) => ({ name, path, declarations }));
}

function hasExport(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some(each => each.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isNamedDeclaration(node: ts.Node) {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap(element => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}
