import type { FigureGround, FigureInk } from '../../contracts/figure.ts';

/** The app's ink for either ground (src/app/theme/ink.css); paper is whiter than a screen. */
export const figureInk: Record<FigureGround, FigureInk> = {
  light: { ground: '#ffffff', text: '#171a21', muted: '#555e6e', line: '#cfd4dd', shade: 0.35 },
  dark: { ground: '#0a0c10', text: '#e7eaf0', muted: '#9aa4b5', line: '#2a3140', shade: 0 },
};
