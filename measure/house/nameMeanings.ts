import ts from 'typescript';
import { type ExportedName, exportedNames } from './exportedNames.ts';
import type { Source } from './sources.ts';

/** One exported name and the files that each give it a meaning. */
interface AmbiguousName {
  name: string;
  paths: readonly string[];
}

/**
 * Exported names with two meanings: the same name, letter for letter, declared and exported by two or more files whose
 * declarations differ (comments and spacing aside). Passing a name on is no meaning of its own, be it by
 * `export { A } from` or by `export type A = wider.A`; nor are overloads, nor a type beside a value of its name in one
 * file. A type `Matrix` and a function `matrix` are two names.
 */
export function namesWithTwoMeanings(files: readonly Source[]): AmbiguousName[] {
  const byName = new Map<string, ExportedName[]>();
  for (const exported of files.flatMap(exportedNames)) {
    if (passesOn(exported)) continue;
    byName.set(exported.name, [...(byName.get(exported.name) ?? []), exported]);
  }
  return [...byName]
    .filter(([, all]) => new Set(all.map(meaningOf)).size > 1)
    .map(([name, all]) => ({ name, paths: all.map(each => each.path) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function passesOn({ name, declarations }: ExportedName): boolean {
  const [first] = declarations;
  if (!ts.isTypeAliasDeclaration(first)) return false;
  const { type } = first;
  if (ts.isImportTypeNode(type)) return type.qualifier !== undefined && lastOf(type.qualifier) === name;
  return ts.isTypeReferenceNode(type) && lastOf(type.typeName) === name;
}

function lastOf(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : name.right.text;
}

/** The declarations as the compiler would print them, without comments. */
function meaningOf({ declarations }: ExportedName): string {
  const printer = ts.createPrinter({ removeComments: true });
  return declarations
    .map(each => printer.printNode(ts.EmitHint.Unspecified, each, each.getSourceFile()))
    .join('\n');
}
