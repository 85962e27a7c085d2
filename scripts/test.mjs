/**
 * `npm test`: the whole gate on a fresh clone. Formatting and lint, types, architecture rules, Node tests, the build,
 * browser tests, the built app as a person would use it. Ends with the slowest test files and the line
 * `N passed, N failed`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './ensureInstalled.mjs';
import { needChromium } from './findChromium.mjs';
import { root, runTool } from './runTool.mjs';
import { slowestTests } from './slowestTests.mjs';

ensureInstalled();
process.env.CHROMIUM_PATH = await needChromium();

const scratch = mkdtempSync(join(tmpdir(), 'morphospace-test-'));
const count = { passed: 0, failed: 0, skipped: 0 };

const testFiles = [];

function check(name, program, args) {
  console.log(`\n── ${name}`);
  if (runTool(program, args) === 0) count.passed++;
  else {
    count.failed++;
    console.log(`${name}: failed`);
  }
}

function tests(project) {
  console.log(`\n── tests: ${project}`);
  const report = join(scratch, `${project}.json`);
  const status = runTool('vitest/vitest.mjs', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const ok = status === 0;
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    count.passed += result.numPassedTests;
    count.failed += result.numFailedTests;
    count.skipped += result.numPendingTests;
    testFiles.push(...result.testResults);
    for (const file of result.testResults) {
      for (const test of file.assertionResults) {
        if (test.status !== 'passed' && test.status !== 'failed') console.log(`  skipped: ${test.fullName}`);
      }
    }
    if (!ok && result.numFailedTests === 0) count.failed++; // a test file did not load, or there was an unhandled error
    if (ok && result.numPassedTests === 0) count.failed++; // a project without a passed test counts as failed
  } catch {
    count.failed++;
    console.log(`${project}: no report`);
  }
}

check('formatting and lint', '@biomejs/biome/bin/biome', ['ci', '.']);
check('types', 'typescript-native/bin/tsc', ['--noEmit']);
check('types of maths alone', 'typescript-native/bin/tsc', ['--noEmit', '-p', 'src/maths']);
check('architecture', 'dependency-cruiser/bin/dependency-cruise.mjs', ['src', 'workers', 'bake', 'measure']);
tests('node');
check('build', 'vite/bin/vite.js', ['build', '--logLevel', 'warn']);
tests('browser');
tests('e2e');

rmSync(scratch, { recursive: true, force: true });
console.log(`\nThe slowest tests:\n${slowestTests(testFiles, root).join('\n')}`);
if (count.skipped > 0) console.log(`\n${count.skipped} skipped`);
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);
