/**
 * `npm test`: the whole gate on a fresh clone, in two lanes side by side, since a browser leaves a core idle. One builds the
 * app and asks it in Chromium; the other holds formatting, lint, types, architecture and the Node tests. Ends with the
 * slowest test files, what failed, and the line `N passed, N failed`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './ensureInstalled.mjs';
import { failedTests } from './failedTests.mjs';
import { needChromium } from './findChromium.mjs';
import { root, runToolAside } from './runTool.mjs';
import { slowestTests } from './slowestTests.mjs';

ensureInstalled();
process.env.CHROMIUM_PATH = await needChromium();

const scratch = mkdtempSync(join(tmpdir(), 'morphospace-test-'));
const count = { passed: 0, failed: 0, skipped: 0 };
const began = performance.now();

const testFiles = [];
const failedStages = [];

/** Runs one stage; what it says is shown when it ends, since two lanes speak at once. */
async function stage(name, program, args) {
  const { status, output } = await runToolAside(program, args);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`\n── ${name}: ended after ${seconds} s in all\n${output.trimEnd()}`);
  return status === 0;
}

async function check(name, program, args) {
  if (await stage(name, program, args)) count.passed++;
  else {
    count.failed++;
    failedStages.push(name);
  }
}

async function tests(project) {
  const report = join(scratch, `${project}.json`);
  const ok = await stage(`tests: ${project}`, 'vitest/vitest.mjs', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
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
    failedStages.push(`${project}: no report`);
  }
}

async function code() {
  await check('formatting and lint', '@biomejs/biome/bin/biome', ['ci', '.']);
  await check('types', 'typescript-native/bin/tsc', ['--noEmit']);
  await check('types of maths alone', 'typescript-native/bin/tsc', ['--noEmit', '-p', 'src/maths']);
  await check('architecture', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    'src',
    'workers',
    'bake',
    'measure',
  ]);
  await tests('node');
}

async function app() {
  await check('build', 'vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  await tests('browser');
  await tests('e2e');
}

console.log('Each stage is shown when it ends; the whole takes minutes.');
await Promise.all([code(), app()]);

rmSync(scratch, { recursive: true, force: true });
console.log(`\nThe slowest tests:\n${slowestTests(testFiles, root).join('\n')}`);
if (count.skipped > 0) console.log(`\n${count.skipped} skipped`);
if (count.failed > 0) {
  const failures = [...failedStages, ...failedTests(testFiles, root)];
  console.log(
    `\nFailed (each is shown in full above):\n${failures.map(failure => `  ${failure}`).join('\n')}`,
  );
}
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);
