import { useState } from 'react';
import { useWidth } from '../useWidth.ts';
import classes from './Thumbnail.module.css';
import { isWholeMultiple } from './wholeMultiple.ts';

interface ThumbnailProps {
  /** Undefined while it is fetched, null where there is no image. */
  url: string | null | undefined;
  /** Empty where the words beside it already say what it is. */
  alt: string;
  /** What the 1 px line says. Default plain; none where the image stands on a ground of its own. */
  line?: 'plain' | 'selected' | 'none';
  /** Why there is no image, instead of "no image". */
  failure?: string;
}

/** A square image of a galaxy on black, as wide as its place; sharp where that is a whole multiple of its pixels. */
export function Thumbnail({ url, alt, line = 'plain', failure }: ThumbnailProps) {
  const [imagePx, setImagePx] = useState(0);
  const [frame, widthPx] = useWidth<HTMLSpanElement>();
  const sharp = imagePx > 0 && isWholeMultiple(imagePx, widthPx, devicePixelRatio);
  return (
    <span ref={frame} className={classes.frame} data-line={line} title={failure}>
      {url ? (
        <img
          className={classes.image}
          src={url}
          alt={alt}
          draggable={false}
          data-sharp={sharp}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setImagePx(Math.max(naturalWidth, naturalHeight))
          }
        />
      ) : (
        url === null && <Missing alt={alt} words={failure ? 'unreadable image' : 'no image'} />
      )}
    </span>
  );
}

/** The words are drawn by the style, not part of the text: a button around them is called by its own name. */
function Missing({ alt, words }: { alt: string; words: string }) {
  if (alt === '') return <span className={classes.none} data-words={words} aria-hidden="true" />;
  return <span className={classes.none} data-words={words} role="img" aria-label={`${alt}: ${words}`} />;
}
