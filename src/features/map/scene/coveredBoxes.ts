/** A rectangle on the map in CSS pixels, from its top left. */
export interface ScreenBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where the legend, the tools and the switch stand on a map, as far as it has them: nothing written there could be read. */
export function coveredBoxes(map: HTMLElement | null | undefined): ScreenBox[] {
  if (!map) return [];
  const { left, top } = map.getBoundingClientRect();
  return [...map.querySelectorAll('[aria-label="Legend"], [role="toolbar"], fieldset')].map(element => {
    const box = element.getBoundingClientRect();
    return { left: box.left - left, top: box.top - top, right: box.right - left, bottom: box.bottom - top };
  });
}
