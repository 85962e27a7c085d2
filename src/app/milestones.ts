import type { SimilarStore } from '../features/similar/similarState.ts';

/**
 * Marks the moments a visit is judged by in the browser's own performance timeline, for `npm run measure start` and for
 * anyone's developer tools: `map-drawn` and `neighbours-shown`.
 */
export function markMilestones(similar: SimilarStore, page: Window): void {
  similar.subscribe(({ answer }, former) => {
    if (answer && answer !== former.answer)
      page.requestAnimationFrame(() => performance.mark('neighbours-shown'));
  });
}

/** To be called once the first points of a map are on screen. */
export function markMapDrawn(): void {
  if (performance.getEntriesByName('map-drawn').length === 0) performance.mark('map-drawn');
}

/** Resolves once the first points of a map are on screen: what can wait begins then. */
export function whenMapDrawn(): Promise<void> {
  return new Promise(resolve => {
    const observer = new PerformanceObserver(list => {
      if (list.getEntriesByName('map-drawn').length === 0) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({ type: 'mark', buffered: true });
  });
}
