import { useEffect } from 'react';
import { useSession } from '../../session/SessionContext.tsx';

/** What a hint teaches. */
export type HintName = 'click' | 'zoom' | 'open';

/** Tells each lesson that the person does by themselves, also before its hint has come. */
export function useLessons(onDone: (lesson: HintName) => void): void {
  const { selection, catalogue } = useSession();
  // biome-ignore lint/correctness/useExhaustiveDependencies: onDone reads the preferences anew at each call
  useEffect(() => {
    const turned = (event: WheelEvent) => {
      if (event.target instanceof Element && event.target.closest('main')) onDone('zoom');
    };
    document.addEventListener('wheel', turned, { passive: true });
    const stops = [
      () => document.removeEventListener('wheel', turned),
      selection.subscribe(({ history }) => {
        if (history.length > 1) onDone('click'); // the first is chosen for them
      }),
      catalogue.subscribe(({ catalogue: open }) => {
        if (open && !open.simulated) onDone('open');
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [selection, catalogue]);
}
