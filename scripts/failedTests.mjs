/** Which tests failed, according to vitest's JSON report: said once more at the end, where a long log is looked at first. */

/**
 * Three lines at most per failed test or file: its path, its name, and what was wrong with it.
 *
 * @param {{ name: string, status: string, message: string,
 *   assertionResults: { fullName: string, status: string, failureMessages?: string[] }[] }[]} files `testResults` of reports
 * @param {string} root left out of the paths
 * @returns {string[]}
 */
export function failedTests(files, root) {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const path = name.startsWith(root) ? name.slice(root.length).replace(/^[/\\]/, '') : name;
    const failed = assertionResults.filter(test => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${path}\n    ${firstLine(message)}`];
    return failed.map(test => `${path}\n    ${test.fullName}\n    ${firstLine(test.failureMessages?.[0])}`);
  });
}

function firstLine(message) {
  return (message ?? '').trim().split('\n')[0].slice(0, 300) || 'no message';
}
