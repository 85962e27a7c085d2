import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withFigure } from '../record/figuresPage.ts';
import { thisMachine } from '../record/machine.ts';
import { faultsTable } from './faultsTable.ts';
import type { CountedCells } from './runCells.ts';

const page = fileURLToPath(new URL('../../docs/figures.md', import.meta.url));

/**
 * Writes what was counted into docs/figures.md, in place of what stood there of the same cells.
 *
 * @param command by which it was counted
 * @param only the cells that were asked for; absent: all
 */
export function recordFaults(
  counted: CountedCells,
  { command, only }: { command: string; only: readonly string[] | undefined },
): void {
  const run = {
    name: only ? `faults (${only.join(', ')})` : 'faults',
    tells: 'what reloads, crashes and lost workers cost a person: tries of each, and what went wrong in them',
    date: new Date(),
    machine: thisMachine(),
    value: faultsTable(counted),
    command,
  };
  writeFileSync(page, withFigure(existsSync(page) ? readFileSync(page, 'utf8') : '', run));
}
