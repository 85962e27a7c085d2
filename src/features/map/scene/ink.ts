import type { Rgb } from '../../../maths/images/colourScale.ts';

/** The theme's colours the canvas needs, 0–255. */
export interface Ink {
  background: Rgb;
  line: Rgb;
  text: Rgb;
  muted: Rgb;
  accent: Rgb;
}

/** Reads the theme's colours where an element stands: a canvas cannot use CSS variables. */
export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const read = (name: string) => parseHex(style.getPropertyValue(name));
  return {
    background: read('--ink-background'),
    line: read('--ink-line'),
    text: read('--ink-text'),
    muted: read('--ink-muted'),
    accent: read('--ink-accent'),
  };
}

/** "#0a0c10" or "#abc" to numbers. */
function parseHex(text: string): Rgb {
  const digits = text.trim().replace(/^#/, '');
  const long = digits.length === 3 ? [...digits].map(digit => digit + digit).join('') : digits;
  if (!/^[0-9a-f]{6}$/i.test(long)) throw new Error(`need a colour as #rrggbb; got “${text}”`);
  const whole = Number.parseInt(long, 16);
  return [whole >> 16, (whole >> 8) & 255, whole & 255];
}
