import { Button } from '@mantine/core';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { GreyPicture } from '../../../ui/pictures/GreyPicture.tsx';
import room from '../../../ui/room.module.css';
import classes from './Generate.module.css';
import { saveSyntheticPng } from './syntheticFile.ts';

interface SyntheticPicturesProps {
  pictures: readonly Float32Array[];
  sidePx: number;
  /** What they are: "drawn from Cluster 3 at temperature 1" */
  words: string;
  /** Title of the clustering. */
  title: string;
  painting: boolean;
  failure: string | null;
  large?: boolean;
}

/** Generated galaxies, marked as such wherever they go. */
export function SyntheticPictures(props: SyntheticPicturesProps) {
  const { pictures, sidePx, words, title, painting, failure, large = false } = props;
  const { notices } = useSession();
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
              <GreyPicture key={name} values={values} sidePx={sidePx} label={name} />
            ))}
          </div>
          <div className={classes.actions}>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() =>
                void saveSyntheticPng(pictures, sidePx, `${title}, ${words}`).catch((error: unknown) =>
                  notices.getState().complain(`They could not be exported. ${sentenceOf(error)}`),
                )
              }
            >
              Export as PNG
            </Button>
          </div>
        </>
      )}
    </>
  );
}
