import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { readSources, type Source } from '../../measure/house/sources.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The classes a stylesheet has rules for. */
function classesOf({ text }: Source): Set<string> {
  const selectors = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\{[^{}]*\}/g, '{}');
  return new Set([...selectors.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name]) => name));
}

/** Classes that components name after a stylesheet imported by its default, `classes.row`, where it has no rule for them. */
function missingClasses(files: readonly Source[]): string[] {
  const sheets = new Map(
    files.filter(({ path }) => path.endsWith('.module.css')).map(each => [each.path, classesOf(each)]),
  );
  return files.flatMap(({ path, tree }) => {
    if (!tree) return [];
    const named = new Map<string, Set<string>>();
    for (const statement of tree.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const sheet = sheets.get(posix.join(posix.dirname(path), statement.moduleSpecifier.text));
      const name = statement.importClause?.name?.text;
      if (sheet && name) named.set(name, sheet);
    }
    const missing: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
        const sheet = named.get(node.expression.text);
        if (sheet && !sheet.has(node.name.text)) missing.push(`${path}: ${node.getText()}`);
      }
      ts.forEachChild(node, visit);
    };
    if (named.size > 0) visit(tree);
    return missing;
  });
}

const source = (path: string, text: string): Source => ({
  path,
  text,
  tree: path.endsWith('.css') ? undefined : ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true),
});

it('finds a class without a rule', () => {
  const sheet = source(
    'src/a/A.module.css',
    '/* .gone */\n.row, .on[data-x] .deep:hover { margin: 1.5em; }\n',
  );
  const user = (code: string) => source('src/a/A.tsx', `import classes from './A.module.css';\n${code}\n`);
  expect(missingClasses([sheet, user('use(classes.row, classes.on, classes.deep);')])).toEqual([]);
  expect(missingClasses([sheet, user('use(classes.gone, other.lost);')])).toEqual([
    'src/a/A.tsx: classes.gone',
  ]);
});

it('every class of a stylesheet that a component names has a rule', () => {
  const files = readSources(root, ['src']);
  expect(files.filter(({ path }) => path.endsWith('.module.css')).length).toBeGreaterThan(20);
  expect(missingClasses(files)).toEqual([]);
});
