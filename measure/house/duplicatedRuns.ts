import ts from 'typescript';
import type { Source } from './sources.ts';

/** Fewest lines that make a run. */
const shortestRun = 6;

/** Lines that stand, all the same, at an earlier place too. Line numbers begin at 1. */
interface DuplicatedRun {
  path: string;
  line: number;
  earlierPath: string;
  earlierLine: number;
  /** Of code: as compared, so the lines in the file may be more */
  lines: number;
}

interface CodeLine {
  line: number;
  code: string;
}

/**
 * Runs of six or more lines of code that are identical at two places, in one file or two, in TypeScript. Lines are
 * compared by their tokens: indentation, spacing and comments do not matter. Lines without a word or a number (closing
 * brackets) and imports are passed over. A run is as long as it can be and counts once at each place after the first,
 * so that six lines written three times count two.
 */
export function duplicatedRuns(files: readonly Source[]): DuplicatedRun[] {
  const texts = files.map(({ path, tree }) => ({ path, lines: tree ? codeLines(tree) : [] }));
  const seen = new Map<string, { file: number; at: number }>();
  const runs: DuplicatedRun[] = [];
  texts.forEach(({ path, lines }, file) => {
    let covered = 0; // lines before it are part of a run already
    for (let at = 0; at + shortestRun <= lines.length; at++) {
      const window = lines
        .slice(at, at + shortestRun)
        .map(each => each.code)
        .join('\n');
      const earlier = seen.get(window);
      if (!earlier) seen.set(window, { file, at });
      else if (at >= covered && !(earlier.file === file && earlier.at + shortestRun > at)) {
        const other = texts[earlier.file].lines;
        const limit = earlier.file === file ? at : other.length; // a run does not reach into its own repetition
        let length = shortestRun;
        while (
          at + length < lines.length &&
          earlier.at + length < limit &&
          lines[at + length].code === other[earlier.at + length].code
        ) {
          length++;
        }
        const earlierPath = texts[earlier.file].path;
        runs.push({
          path,
          line: lines[at].line,
          earlierPath,
          earlierLine: other[earlier.at].line,
          lines: length,
        });
        covered = at + length;
      }
    }
  });
  return runs;
}

/** The file's lines of code, each its tokens with one space between; a token of several lines stands on its first. */
function codeLines(tree: ts.SourceFile): CodeLine[] {
  const tokens = new Map<number, string[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isJSDoc(node)) return;
    const children = node.getChildren(tree);
    for (const child of children) visit(child);
    if (children.length > 0 || node.getWidth(tree) === 0) return;
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
    tokens.set(line, [...(tokens.get(line) ?? []), node.getText(tree)]);
  };
  visit(tree);
  return [...tokens]
    .map(([line, parts]) => ({ line: line + 1, code: parts.join(' ') }))
    .filter(({ code }) => /[\p{L}\d]/u.test(code))
    .sort((a, b) => a.line - b.line);
}
