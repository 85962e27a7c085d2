import { expect, it } from 'vitest';
import { creditLine, wrapped } from '../../../src/data/figures/creditLine.ts';
import { figureInk } from '../../../src/data/figures/figureInk.ts';
import { writeSvg } from '../../../src/data/figures/svgFile.ts';
import { notesInFigure, readElements } from './readSvg.ts';

const ink = figureInk.light;

it('has the size on paper that was asked for, and its own proportions', () => {
  const drawing = { widthPx: 400, heightPx: 200, marks: [] };
  const [svg] = readElements(writeSvg(drawing, { title: 'Map', ink, notes: {}, widthCm: 16 }));
  expect(svg.attributes).toMatchObject({ width: '16cm', height: '8cm', viewBox: '0 0 400 200' });
});

it('holds any words, and every kind of mark', () => {
  const title = 'a <b> & "c" \u0001 ’';
  const elements = readElements(
    writeSvg(
      {
        widthPx: 100,
        heightPx: 100,
        marks: [
          {
            kind: 'dots',
            placesPx: Float32Array.of(1, 2, 3.456, 4),
            radiusPx: 2,
            colour: 'rgb(1 2 3)',
            opacity: 0.5,
          },
          { kind: 'picture', xPx: 0, yPx: 0, widthPx: 10, heightPx: 10, href: 'data:image/png;base64,AA==' },
          {
            kind: 'text',
            xPx: 5,
            yPx: 5,
            text: title,
            colour: 'red',
            anchor: 'middle',
            bold: true,
            edge: 'white',
          },
        ],
      },
      { title, ink, notes: { 'a "b"': title } },
    ),
  );
  const find = (name: string) => elements.find(each => each.name === name);
  expect(find('title')?.text).toBe('a <b> & "c" \ufffd ’');
  expect(notesInFigure(elements)).toEqual({ 'a "b"': 'a <b> & "c" \ufffd ’' });
  expect(find('path')?.attributes).toMatchObject({ 'stroke-width': '4', d: 'M1 2h.01M3.46 4h.01' });
  expect(find('image')?.attributes.href).toBe('data:image/png;base64,AA==');
  expect(find('text')?.attributes).toMatchObject({ 'text-anchor': 'middle', stroke: 'white' });
});

it('says under a figure whose galaxies and images it shows', () => {
  const notes = {
    catalogue: 'sky',
    galaxies: '4096',
    simulated: 'true',
    credit: 'SDSS',
    software: 'M 1',
    written: '2026-11-30T1',
  };
  expect(creditLine(notes)).toBe('sky: 4,096 simulated galaxies · Images: SDSS · M 1 · 2026-11-30');
  expect(creditLine({ software: 'M 1' })).toBe('M 1');
  expect(wrapped('aa bb cccccc d', 5)).toEqual(['aa bb', 'cccccc', 'd']);
});
