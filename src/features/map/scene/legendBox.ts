/** A rectangle on the map in CSS pixels, from its top left. */
export interface ScreenBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where the legend stands on a map; null where it has none. Its size changes with the colours. */
export function boxOfLegend(map: HTMLElement | null | undefined): ScreenBox | null {
  const legend = map?.querySelector('[aria-label="Legend"]')?.getBoundingClientRect();
  if (!map || !legend) return null;
  const { left, top } = map.getBoundingClientRect();
  return {
    left: legend.left - left,
    top: legend.top - top,
    right: legend.right - left,
    bottom: legend.bottom - top,
  };
}
