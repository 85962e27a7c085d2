import { xmlText } from '../bytes/xmlText.ts';
import { creditLine } from './creditLine.ts';

/** A galaxy of a contact sheet. */
interface SheetPicture {
  id: string;
  /** Data URL; null where it cannot be read. */
  href: string | null;
}

interface SheetFacts {
  title: string;
  /** How the galaxies were chosen, and how many of them are here. */
  lead: string;
  notes: Readonly<Record<string, string>>;
}

const style = `
@page { size: A4; margin: 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 16px; max-width: 190mm; background: #fff; color: #171a21; font: 10pt/1.4 Inter, Helvetica, Arial, sans-serif; }
h1 { margin: 0; font-size: 14pt; }
p { margin: 2mm 0 4mm; color: #555e6e; }
ul { display: grid; grid-template-columns: repeat(6, 1fr); gap: 2mm; margin: 0; padding: 0; list-style: none; }
li { break-inside: avoid; }
img, .none { display: block; width: 100%; aspect-ratio: 1; background: #000; object-fit: contain; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.none { background: #eceef2; }
.id { display: block; overflow-wrap: anywhere; font-size: 6.5pt; line-height: 1.3; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 3mm; margin: 6mm 0 0; font-size: 7pt; color: #555e6e; break-inside: avoid; }
dd { margin: 0; overflow-wrap: anywhere; }
@media print { body { padding: 0; max-width: none; } }
`;

/**
 * Galaxies on white paper, six in a row, each with its id: one HTML file with its pictures inside, which a browser prints or
 * saves as PDF. It is well-formed XML too.
 */
export function contactSheetHtml(
  pictures: readonly SheetPicture[],
  { title, lead, notes }: SheetFacts,
): string {
  const items = pictures.map(({ id, href }) => {
    const picture = href ? `<img src="${xmlText(href)}" alt=""/>` : '<span class="none"></span>';
    return `<li>${picture}<span class="id">${xmlText(id)}</span></li>`;
  });
  const facts = Object.entries(notes).map(
    ([name, value]) => `<dt>${xmlText(name)}</dt><dd>${xmlText(value)}</dd>`,
  );
  return [
    '<!DOCTYPE html>',
    '<html lang="en" xmlns="http://www.w3.org/1999/xhtml">',
    `<head><meta charset="utf-8"/><title>${xmlText(title)}</title><style>${style}</style></head>`,
    '<body>',
    `<h1>${xmlText(title)}</h1>`,
    `<p>${xmlText(lead)}</p>`,
    `<ul>${items.join('\n')}</ul>`,
    `<p>${xmlText(creditLine(notes))}</p>`,
    `<dl>${facts.join('')}</dl>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
