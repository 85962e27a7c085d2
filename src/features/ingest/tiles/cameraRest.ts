import type { CameraStore } from '../../../session/map/camera.ts';

/** Tells when the map has stood still for a while. */
interface CameraRest {
  /** Called each time the map has come to rest. */
  onStill(act: () => void): void;
  /** Calls it once more, after the same while. */
  again(): void;
  /** Resolves once the map stands still. @throws AbortError once the signal is aborted */
  whenStill(signal: AbortSignal): Promise<void>;
}

/** @param restMs milliseconds without a move that count as rest */
export function createCameraRest(camera: CameraStore, restMs: number): CameraRest {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let acts: (() => void)[] = [];
  const waiting = new Set<() => void>();

  function again(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      for (const go of waiting) go();
      waiting.clear();
      for (const act of acts) act();
    }, restMs);
  }

  camera.subscribe((now, before) => {
    if (now.camera !== before.camera) again();
  });
  return {
    onStill(act) {
      acts = [...acts, act];
    },
    again,
    async whenStill(signal) {
      signal.throwIfAborted();
      if (timer === undefined) return;
      await new Promise<void>(resolve => {
        waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      signal.throwIfAborted();
    },
  };
}
