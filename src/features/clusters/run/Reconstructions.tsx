import type { ClusterExamples } from '../../../contracts/clustering/clusters.ts';
import { pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import { SquarePicture } from '../../../ui/pictures/SquarePicture.tsx';
import classes from './TrainingPanel.module.css';

/** Galaxies above, and below each what the network makes of it. */
export function Reconstructions({ examples }: { examples: ClusterExamples }) {
  const { sidePx, pictures, reconstructions } = examples;
  const pixels = pictureNumbers(examples);
  const count = pictures.length / pixels;
  const row = (name: string, all: Float32Array) =>
    Array.from({ length: count }, (_, i) => ({
      key: `${name} ${i}`,
      values: all.subarray(i * pixels, (i + 1) * pixels),
    }));
  return (
    <div role="img" aria-label={`${count} galaxies, and below each its reconstruction`}>
      <div className={classes.examples}>
        {[...row('galaxy', pictures), ...row('made', reconstructions)].map(({ key, values }) => (
          <SquarePicture key={key} values={values} sidePx={sidePx} />
        ))}
      </div>
    </div>
  );
}
