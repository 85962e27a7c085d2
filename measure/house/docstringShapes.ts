import ts from 'typescript';
import { exportedNames } from './exportedNames.ts';
import { type Source, typeChecker } from './sources.ts';

/** An exported function that carries numbers whose shape it does not state. */
interface ShapelessFunction {
  path: string;
  name: string;
  /** 1 for the first */
  line: number;
}

const typedArrays = new Set(
  ['Float16', 'Float32', 'Float64', 'Int8', 'Int16', 'Int32', 'Uint8', 'Uint8Clamped', 'Uint16', 'Uint32']
    .map(kind => `${kind}Array`)
    .concat('Matrix'), // contracts/matrix: rows of equally many numbers
);

/**
 * Exported functions (declared, or a constant that holds one) of which a parameter or the result is a typed array or a
 * `Matrix` (itself, an alternative of a union, or within an array, a promise, a map or another container of the
 * language), and whose docstring states no shape. A shape is a tuple in parentheses, see `statesShape`; it may stand in
 * the docstring or in a comment at the parameter. Bytes have none: a `Uint8Array` is left out where its parameter (or, for
 * a result, the function) is called `bytes` or `…Bytes`, or the docstring speaks of bytes.
 *
 * @param root where the files' paths begin
 */
export function docstringsWithoutShape(root: string, files: readonly Source[]): ShapelessFunction[] {
  const checker = typeChecker(root, files);
  return files.flatMap(file =>
    exportedNames(file).flatMap(({ name, path, declarations }) => {
      const functions = declarations.map(functionOf).filter(each => each !== undefined);
      const comments = declarations.map(each => commentsOf(each, file)).join('\n');
      const areBytes = /\bbytes\b/i.test(comments);
      if (!functions.some(each => carriesNumbers(each, name, areBytes, checker))) return [];
      if (statesShape(comments)) return [];
      const start = declarations[0].getStart();
      return [
        { path, name, line: declarations[0].getSourceFile().getLineAndCharacterOfPosition(start).line + 1 },
      ];
    }),
  );
}

/**
 * Whether a text holds a shape: parentheses around terms with commas between them, `(n, d)`, `(batch, h, w, 3)`, or
 * around one term that is a letter, a plural or a count, `(n)`, `(galaxies)`, `(rowCount)`. A term is a name, a whole
 * number, or a product or sum of such, `(2 k, n + 1)`; a year is none.
 */
export function statesShape(text: string): boolean {
  const term = /^(\d+ )?[\p{L}\d_.²]+( ?[-+*/·×] ?[\p{L}\d_.²]+)*$/u;
  return [...text.matchAll(/\(([^()]+)\)/g)].some(([, inner]) => {
    const terms = inner.split(',').map(each => each.replace(/\s+/g, ' ').trim());
    if (!terms.every(each => term.test(each) && !/^(19|20)\d\d$/.test(each))) return false;
    return (
      terms.length > 1 || /^(\p{L}{1,2}|\p{Ll}\w*s|\w+Count|\w+\.length|\w+ ?[·×*] ?\w+)$/u.test(terms[0])
    );
  });
}

function functionOf(declaration: ts.Declaration): ts.SignatureDeclaration | undefined {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const { initializer } = declaration;
  return initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
    ? initializer
    : undefined;
}

function carriesNumbers(
  node: ts.SignatureDeclaration,
  name: string,
  areBytes: boolean,
  checker: ts.TypeChecker,
): boolean {
  const isShaped = (type: ts.Type, called: string) =>
    holdsNumbers(type, checker, areBytes || /bytes$/i.test(called));
  const signature = checker.getSignatureFromDeclaration(node);
  return (
    node.parameters.some(each => isShaped(checker.getTypeAtLocation(each), each.name.getText())) ||
    (signature !== undefined && isShaped(signature.getReturnType(), name))
  );
}

function holdsNumbers(type: ts.Type, checker: ts.TypeChecker, isBytes: boolean, depth = 0): boolean {
  if (depth > 4) return false; // deeper than any container here; types may contain themselves
  if (type.isUnionOrIntersection()) {
    return type.types.some(each => holdsNumbers(each, checker, isBytes, depth + 1));
  }
  const name = type.symbol?.name ?? type.aliasSymbol?.name ?? '';
  if (typedArrays.has(name)) return !(isBytes && name === 'Uint8Array');
  const isReference = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
  if (!isReference) return false;
  return checker
    .getTypeArguments(type as ts.TypeReference)
    .some(each => holdsNumbers(each, checker, isBytes, depth + 1));
}

/** The docstring, and what stands beside the parameters. */
function commentsOf(declaration: ts.Declaration, { text }: Source): string {
  const holder = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const docstrings = ts.getJSDocCommentsAndTags(holder).map(each => each.getText());
  const beside = (functionOf(declaration)?.parameters ?? []).flatMap(each =>
    (ts.getLeadingCommentRanges(text, each.getFullStart()) ?? []).map(({ pos, end }) => text.slice(pos, end)),
  );
  return [...docstrings, ...beside].join('\n').replace(/\n\s*\*/g, ' ');
}
