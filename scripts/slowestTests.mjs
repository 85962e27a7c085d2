/** Which test files took longest, according to vitest's JSON report. */

/**
 * One line per file, the slowest first: its seconds and its path.
 *
 * @param {{ name: string, startTime: number, endTime: number }[]} files `testResults` of one or more reports, ms
 * @param {string} root left out of the paths
 * @param {number} count number of lines at most; default 10
 * @returns {string[]}
 */
export function slowestTests(files, root, count = 10) {
  return files
    .map(({ name, startTime, endTime }) => ({
      path: name.startsWith(root) ? name.slice(root.length).replace(/^[/\\]/, '') : name,
      seconds: (endTime - startTime) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, count)
    .map(({ path, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${path}`);
}
