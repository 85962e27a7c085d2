import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/**
 * A part of the page whose code is fetched when it is first shown. React's own `lazy` throws what could not be fetched
 * at the nearest error boundary, which takes the rest of the page with it, and remembers the failure for ever; this says
 * so in its own place and can try again.
 *
 * @param what begins the sentence on failure: "The list of keys"
 * @param meanwhile stands in its place until the code has arrived; default nothing
 */
export function lazyPart<Props extends object>(
  what: string,
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined;
  return function LazyPart(props: Props) {
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');
    useEffect(() => {
      if (state !== 'loading' || Loaded) return;
      let shown = true;
      const become = (next: 'loaded' | 'failed') => {
        if (shown) setState(next);
      };
      load().then(
        part => {
          Loaded = part;
          become('loaded');
        },
        () => become('failed'),
      );
      return () => {
        shown = false;
      };
    }, [state]);
    if (Loaded) return <Loaded {...props} />;
    if (state !== 'failed') return meanwhile;
    return (
      <p role="alert">
        {what} could not be loaded.{' '}
        <button type="button" onClick={() => setState('loading')}>
          Try again
        </button>
      </p>
    );
  };
}
