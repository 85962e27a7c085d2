import { Button } from '@mantine/core';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { SquarePicture } from '../../../ui/pictures/SquarePicture.tsx';
import room from '../../../ui/room.module.css';
import { latentsOf, type ShownClustering } from '../shown/shownClustering.ts';
import classes from './Generate.module.css';
import { type SyntheticFile, saveSynthetic } from './syntheticFile.ts';

interface SyntheticPicturesProps {
  pictures: readonly Float32Array[];
  /** What they are: "drawn from Cluster 3 at temperature 1" */
  words: string;
  clustering: ShownClustering;
  /** (n, latents) they are drawn from; those of pictures that are not shown may follow. */
  codes: Float32Array | null;
  painting: boolean;
  failure: string | null;
  large?: boolean;
}

/** Generated galaxies, marked as such wherever they go. */
export function SyntheticPictures(props: SyntheticPicturesProps) {
  const { pictures, codes, words, clustering, painting, failure, large = false } = props;
  const { sidePx } = clustering.portrait;
  const { notices } = useSession();
  function save(kind: SyntheticFile): void {
    const latents = painting || !codes ? 0 : latentsOf(clustering); // until they are painted, the codes are of other pictures
    const own = latents > 0 ? codes!.slice(0, pictures.length * latents) : undefined;
    const synthetic = { pictures, sidePx, words: `${clustering.title}, ${words}`, codes: own };
    saveSynthetic(kind, synthetic).catch((error: unknown) =>
      notices.getState().complain(`They could not be exported. ${sentenceOf(error)}`),
    );
  }
  const named = pictures.map((values, i) => ({ name: `Synthetic galaxy ${i + 1}, ${words}`, values }));
  return (
    <>
      {failure && <p className={room.note}>They could not be drawn: {failure}</p>}
      {pictures.length === 0 && painting && (
        <p className={room.note} role="status">
          Starting the network …
        </p>
      )}
      {pictures.length > 0 && (
        <>
          <span className={classes.synthetic}>Synthetic, {words}</span>
          <div className={large ? classes.large : classes.pictures}>
            {named.map(({ name, values }) => (
              <SquarePicture key={name} values={values} sidePx={sidePx} label={name} />
            ))}
          </div>
          <div className={classes.actions}>
            {files.map(({ kind, label }) => (
              <Button key={kind} size="compact-xs" variant="default" onClick={() => save(kind)}>
                {label}
              </Button>
            ))}
          </div>
        </>
      )}
    </>
  );
}

const files: { kind: SyntheticFile; label: string }[] = [
  { kind: 'png', label: 'Export as PNG' },
  { kind: 'parquet', label: 'Parquet' },
  { kind: 'fits', label: 'FITS' },
];
