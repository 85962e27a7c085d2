import { useEffect, useState } from 'react';
import { pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Painter } from '../shown/painter.ts';
import type { ShownClustering } from '../shown/shownClustering.ts';

/** Pictures of codes. */
interface Painted {
  /** Of the codes they belong to; those of the codes before stay until the next are there. */
  pictures: Float32Array[];
  painting: boolean;
  failure: string | null;
}

/** Paints codes whenever they change; what is asked meanwhile waits, and only the last of it counts. @param codes (n, latents); null: nothing */
export function usePainted(
  painter: Painter,
  clustering: ShownClustering,
  codes: Float32Array | null,
): Painted {
  const [painted, setPainted] = useState<Painted>({ pictures: [], painting: false, failure: null });
  useEffect(() => {
    if (!codes) return;
    let wanted = true;
    setPainted(before => ({ ...before, painting: true, failure: null }));
    painter.paint(clustering, codes).then(
      all => {
        if (!wanted) return;
        const pixels = pictureNumbers(clustering.portrait);
        const count = all.length / pixels;
        const pictures = Array.from({ length: count }, (_, i) => all.subarray(i * pixels, (i + 1) * pixels));
        setPainted({ pictures, painting: false, failure: null });
      },
      (error: unknown) => {
        if (wanted) setPainted(before => ({ ...before, painting: false, failure: sentenceOf(error) }));
      },
    );
    return () => {
      wanted = false;
    };
  }, [painter, clustering, codes]);
  return painted;
}
