import type { Machine } from './machine.ts';

/** One figure as it was computed. */
export interface FigureRun {
  /** As `npm run measure NAME` takes it */
  name: string;
  /** What it tells, in a line */
  tells: string;
  date: Date;
  machine: Machine;
  /** Shown as JSON; or Markdown, shown as it is */
  value: object | string;
  /** Default: `npm run measure NAME` */
  command?: string;
  /** SHA-256 of the weights beside the app that it rests on, by their names; default: of none */
  weights?: Readonly<Record<string, string>>;
}

const title = `# Figures

Written by \`npm run measure NAME\` and \`npm run faults -- --record\`: no number here was typed. Each section is the last
run of one figure; running it again replaces it (\`--no-record\` leaves the page alone).
`;

/**
 * The page (docs/figures.md) with the run's section in it: in place of the figure's former one, or else in the order of
 * names.
 *
 * @param page the page so far; empty text for none
 */
export function withFigure(page: string, run: FigureRun): string {
  const sections = new Map<string, string>();
  for (const section of page.split(/^(?=## )/m)) {
    const name = /^## (.+)$/m.exec(section)?.[1];
    if (name) sections.set(name, section.trimEnd());
  }
  sections.set(run.name, sectionOf(run));
  const ordered = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, section]) => section);
  return `${[title.trimEnd(), ...ordered].join('\n\n')}\n`;
}

const shownOfHash = 12; // digits, as many as tell weights apart at a glance

function sectionOf({ name, tells, date, machine, value, command, weights = {} }: FigureRun): string {
  const { cpu, cores, gpu, node } = machine;
  const hashes = Object.entries(weights).map(([own, sha256]) => `${own} ${sha256.slice(0, shownOfHash)}`);
  const shown = typeof value === 'string' ? value : `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
  return `## ${name}

${tells[0].toUpperCase()}${tells.slice(1)}.

- Command: \`${command ?? `npm run measure ${name}`}\`
- Date: ${date.toISOString().slice(0, 10)}
- Machine: ${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}; GPU: ${gpu}; Node ${node}${hashes.length > 0 ? `\n- Weights: ${hashes.join(', ')}` : ''}

${shown}`;
}
