import classes from './LargeImage.module.css';
import { Thumbnail } from './Thumbnail.tsx';

interface LargeImageProps {
  /** Undefined while it is fetched, null where there is no image. */
  url: string | null | undefined;
  alt: string;
  /** Why there is no image. */
  failure?: string;
}

/** A galaxy to be judged by eye: as wide as its place, unless the buttons below it would leave the window. */
export function LargeImage({ url, alt, failure }: LargeImageProps) {
  return (
    <div className={classes.ground}>
      <div className={classes.image}>
        <Thumbnail url={url} failure={failure} alt={alt} line="none" />
      </div>
    </div>
  );
}
