/** Colours of a figure, as CSS writes them. */
export interface FigureInk {
  ground: string;
  text: string;
  muted: string;
  line: string;
  /** Share of black in the colours of categories, which are made for a black ground. */
  shade: number;
}

/** What stands in a figure, in CSS pixels from its upper left corner; colours as CSS writes them. */
export type Mark =
  | {
      kind: 'line';
      points: readonly (readonly [x: number, y: number])[];
      colour: string;
      widthPx?: number;
      dash?: string;
    }
  | { kind: 'box'; xPx: number; yPx: number; widthPx: number; heightPx: number; fill: string }
  /** Points of one colour. `placesPx`: (n, 2) row-major. */
  | { kind: 'dots'; placesPx: ArrayLike<number>; radiusPx: number; colour: string; opacity?: number }
  | TextMark
  /** `href` is a data URL: a figure is one file. */
  | { kind: 'picture'; xPx: number; yPx: number; widthPx: number; heightPx: number; href: string };

/** Words of a figure; `yPx` is where their letters stand. */
interface TextMark {
  kind: 'text';
  xPx: number;
  yPx: number;
  text: string;
  colour: string;
  /** Default `start`. */
  anchor?: 'start' | 'middle' | 'end';
  /** Default 12. */
  sizePx?: number;
  bold?: boolean;
  /** Colour of an edge around the letters, which keeps them legible on pictures. */
  edge?: string;
}

/** A drawing for a paper, the later marks over the earlier. */
export interface Drawing {
  widthPx: number;
  heightPx: number;
  marks: readonly Mark[];
}

/** Something a room shows, as it leaves in files. */
export interface Figure {
  /** What it shows: its title, and the name of its files. */
  title: string;
  draw(ink: FigureInk): Drawing;
  /** The numbers it shows: a name a column, and rows of as many cells. */
  numbers(): { names: readonly string[]; rows: readonly (readonly (string | number | null)[])[] };
}

/** Which ground a figure is drawn for. */
export type FigureGround = 'light' | 'dark';
