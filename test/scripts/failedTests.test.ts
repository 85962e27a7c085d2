import { expect, test } from 'vitest';
import { failedTests } from '../../scripts/failedTests.mjs';

const passed = { fullName: 'a map is drawn', status: 'passed', failureMessages: [] };
const failed = {
  fullName: 'a map is kept',
  status: 'failed',
  failureMessages: ['Error: 3 is not 4\n    at map.ts:1'],
};

test('failed tests are named with their file and the first line of what was wrong', () => {
  const files = [
    { name: '/house/test/a.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
    { name: '/house/test/b.test.ts', status: 'passed', message: '', assertionResults: [passed] },
  ];
  expect(failedTests(files, '/house/')).toEqual(['test/a.test.ts\n    a map is kept\n    Error: 3 is not 4']);
});

test('a file that did not load is named as well', () => {
  const file = {
    name: '/house/test/a.test.ts',
    status: 'failed',
    message: 'no such module',
    assertionResults: [],
  };
  expect(failedTests([file], '/house')).toEqual(['test/a.test.ts\n    no such module']);
});
