import type { Figure } from '../../contracts/figure.ts';
import { writeComments, writeCsv } from '../../data/bytes/csvWriter.ts';
import { figureInk } from '../../data/figures/figureInk.ts';
import { writeSvg } from '../../data/figures/svgFile.ts';
import type { FigureFile, ReadNotes } from '../../ui/files/FileServices.tsx';
import { saveText } from '../../ui/files/saveText.ts';

/** Hands a figure to the person: drawn as SVG, or its numbers as CSV; both say where they come from. */
export async function saveFigure(figure: Figure, as: FigureFile, provenance: ReadNotes): Promise<void> {
  const notes = await provenance();
  const name = figure.title
    .replace(/[^\p{L}\p{N}._-]+/gu, ' ')
    .trim()
    .slice(0, mostLetters);
  if (as.kind === 'csv') {
    const { names, rows } = figure.numbers();
    const text = writeComments({ figure: figure.title, ...notes }) + writeCsv(names, rows);
    saveText(`${name}.csv`, text, 'text/csv');
    return;
  }
  const ink = figureInk[as.ground];
  saveText(`${name}.svg`, writeSvg(figure.draw(ink), { title: figure.title, ink, notes }), 'image/svg+xml');
}

const mostLetters = 120; // of a file's name: systems end at 255 bytes
