import { Button, Select } from '@mantine/core';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { FitsGalaxyPixels, FitsRendering } from '../../../contracts/ingest.ts';
import { bandsShown, renderedGalaxy, usualRendering } from '../../../data/fits/images/renderedGalaxy.ts';
import type { PixelImage } from '../../../maths/images/resize.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Rendered } from '../../../session/pictures/rendering.ts';
import room from '../../../ui/room.module.css';
import classes from './FitsPicture.module.css';
import { MeasuredPicture } from './MeasuredPicture.tsx';
import { StretchSliders } from './StretchSliders.tsx';

interface FitsPictureProps {
  rendered: Rendered;
  row: number;
  id: string;
}

/** What was read of a galaxy, or why it could not be; both null while it is read. */
interface PixelsRead {
  row: number;
  pixels: FitsGalaxyPixels | null;
  failure: string | null;
}

const notRead: Pick<PixelsRead, 'pixels' | 'failure'> = { pixels: null, failure: null };

/** A FITS galaxy's picture as it is now rendered, its numbers under the pointer, and how it could be rendered. */
export function FitsPicture({ rendered, row, id }: FitsPictureProps) {
  const [read, setRead] = useState<PixelsRead | null>(null);
  const [rendering, setRendering] = useState(rendered.rendering);
  const [applying, setApplying] = useState(false);
  useEffect(() => {
    let wanted = true;
    const keep = (pixels: FitsGalaxyPixels | null, failure: string | null) => {
      if (wanted) setRead({ row, pixels, failure });
    };
    rendered.pixels(row).then(
      pixels => keep(pixels, null),
      (error: unknown) => keep(null, sentenceOf(error)),
    );
    return () => {
      wanted = false;
    };
  }, [rendered, row]);
  // The former galaxy's picture is not shown under this one's name: reading may take seconds while others are embedded.
  const { pixels, failure } = read?.row === row ? read : notRead;
  const drawn = useDeferredValue(rendering); // a slider that is dragged comes first, the picture follows
  const picture = useMemo(() => (pixels ? pictureOf(pixels, drawn) : null), [pixels, drawn]);
  const isOther = JSON.stringify(rendering) !== JSON.stringify(rendered.rendering);
  const apply = async () => {
    setApplying(true);
    await rendered.applyToAll(rendering);
    setApplying(false);
  };
  return (
    <section className={classes.picture} aria-label="Picture from FITS">
      {!pixels && failure === null && <Reading size={read?.pixels?.bands[0]} />}
      {failure !== null && <p className={room.note}>{failure}</p>}
      {picture !== null && typeof picture === 'string' && <p className={room.note}>{picture}</p>}
      {pixels && picture !== null && typeof picture !== 'string' && (
        <MeasuredPicture pixels={pixels} image={picture} label={`Galaxy ${id}, rendered from FITS`} />
      )}
      <Select
        size="xs"
        label="Colours"
        allowDeselect={false}
        data={kindsOf(rendered.bands)}
        value={valueOfKind(rendering)}
        onChange={value => value && setRendering(renderingOf(value, rendered.bands))}
      />
      <StretchSliders rendering={rendering} onChange={setRendering} />
      {isOther && (
        <div className={classes.apply}>
          <Button size="xs" loading={applying} onClick={() => void apply()}>
            Use for all galaxies
          </Button>
          <Button size="xs" variant="default" onClick={() => setRendering(rendered.rendering)}>
            As before
          </Button>
        </div>
      )}
      {isOther && (
        <p className={room.note}>
          Thumbnails and network follow: the files are opened again and the galaxies embedded anew.
        </p>
      )}
    </section>
  );
}

/** Where a picture is read: as large as the former one, so that nothing below it moves. */
function Reading({ size }: { size?: { widthPx: number; heightPx: number } }) {
  const { widthPx, heightPx } = size ?? { widthPx: 1, heightPx: 1 };
  return (
    <div>
      <div className={classes.frame} style={{ aspectRatio: `${widthPx} / ${heightPx}` }} />
      <p className={classes.values}>Reading the picture …</p>
    </div>
  );
}

/** The picture, or why there is none. */
function pictureOf({ bands }: FitsGalaxyPixels, rendering: FitsRendering): PixelImage | string {
  try {
    const names = bands.map(({ band }) => band);
    return renderedGalaxy(
      rendering,
      bandsShown(rendering, names).map(at => bands[at]),
    );
  } catch (error) {
    return sentenceOf(error);
  }
}

/** What can be chosen: Galaxy Zoo's colours where there are g, r and z, Lupton's of three bands, each band by itself. */
function kindsOf(bands: readonly string[]): { value: string; label: string }[] {
  const hasGrz = usualRendering(bands).kind === 'galaxyZoo';
  return [
    ...(hasGrz ? [{ value: 'galaxyZoo', label: 'Galaxy Zoo’s (g, r, z in nanomaggies)' }] : []),
    ...(bands.length >= 3
      ? [{ value: 'lupton', label: 'Lupton’s, from the reddest to the bluest band' }]
      : []),
    ...bands.map((band, i) => ({ value: `single ${i}`, label: `One band: ${band}` })),
  ];
}

function valueOfKind(rendering: FitsRendering): string {
  return rendering.kind === 'single' ? `single ${rendering.band}` : rendering.kind;
}

function renderingOf(value: string, bands: readonly string[]): FitsRendering {
  if (value === 'galaxyZoo') return { kind: 'galaxyZoo' };
  if (value === 'lupton') return { kind: 'lupton', stretch: 10, softening: 8 };
  const usual = usualRendering(bands.slice(0, 1));
  return { ...usual, band: Number(value.split(' ')[1]) } as FitsRendering;
}
