import type { SimilarStore } from '../features/similar/similarState.ts';

/**
 * Marks `neighbours-shown` in the browser's performance timeline, for `npm run measure start` and the developer tools;
 * {@link markMapDrawn} marks `map-drawn` there.
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

const longestMs = 3000; // there may be no map: nothing open, or no WebGL

/** Resolves once the first points of a map are on screen, or after three seconds: what is beside the map comes then. */
export function afterFirstMap(): Promise<void> {
  return Promise.race([whenMapDrawn(), new Promise<void>(resolve => setTimeout(resolve, longestMs))]);
}

/** Resolves once the first points of a map are on screen: work that can wait starts then. */
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
