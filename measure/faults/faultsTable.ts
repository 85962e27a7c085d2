import type { Cells } from './cells.ts';
import type { CountedCells } from './runCells.ts';

const explanation = `Kills down, activities across; in each cell the tries, and those of them in which something that was to be kept was
gone (lost), work ended without a word (silent), the page could not go on (stuck), or the activity was over before the kill
(missed). A dash: the kill has nothing to strike there.`;

/** Cells as a table in Markdown, with a line of totals. */
export function faultsTable({ cells, totals }: CountedCells): string {
  const names = Object.keys(cells).map(key => key.split('/'));
  const activities = [...new Set(names.map(([activity]) => activity))];
  const kills = [...new Set(names.map(([, kill]) => kill))];
  const rows = [
    ['', ...activities],
    ['---', ...activities.map(() => '---:')],
    ...kills.map(kill => [kill, ...activities.map(activity => cellText(cells[`${activity}/${kill}`]))]),
  ];
  const { tries, lost, silent, stuck } = totals;
  return [
    explanation,
    rows.map(row => `| ${row.join(' | ')} |`).join('\n'),
    `${tries} tries: ${lost} lost, ${silent} silent, ${stuck} stuck.`,
  ].join('\n\n');
}

function cellText(cell: Cells[string] | undefined): string {
  if (!cell) return '';
  if ('notApplicable' in cell) return '–';
  const faults = (['lost', 'silent', 'stuck', 'missed'] as const)
    .filter(fault => (cell[fault] ?? 0) > 0)
    .map(fault => `${cell[fault]} ${fault}`);
  return [cell.tries, ...faults].join(', ');
}
