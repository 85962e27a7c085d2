import { expect, it } from 'vitest';
import { totalsOf } from '../../../measure/faults/cells.ts';
import { faultsTable } from '../../../measure/faults/faultsTable.ts';
import { withFigure } from '../../../measure/record/figuresPage.ts';

const clean = { tries: 20, lost: 0, silent: 0, stuck: 0 };
const cells = {
  'opening/reload': clean,
  'opening/device-lost': { notApplicable: 'it computes without tensors' },
  'rating/reload': { ...clean, tries: 21, lost: 2, missed: 1 },
  'rating/sigkill': { ...clean, stuck: 1 },
};

it('shows kills down and activities across, faults only where there are any', () => {
  const table = faultsTable({ cells, totals: totalsOf(cells) });
  const rows = table.split('\n').filter(line => line.startsWith('|'));
  expect(rows).toEqual([
    '|  | opening | rating |',
    '| --- | ---: | ---: |',
    '| reload | 20 | 21, 2 lost, 1 missed |',
    '| device-lost | – |  |',
    '| sigkill |  | 20, 1 stuck |',
  ]);
  expect(table).toContain('61 tries: 2 lost, 0 silent, 1 stuck.');
});

it('stands on the page of figures as it is, under its own command', () => {
  const machine = { cpu: 'A quick one', cores: 2, gpu: 'none', node: '20.19.0' };
  const run = {
    name: 'faults',
    tells: 'what is lost',
    date: new Date(0),
    machine,
    command: 'npm run faults',
  };
  const page = withFigure('', { ...run, value: '| a |\n| --- |' });
  expect(page).toContain('\n\n| a |\n| --- |\n');
  expect(page).toContain('- Command: `npm run faults`\n');
  expect(page).not.toContain('json');
});
