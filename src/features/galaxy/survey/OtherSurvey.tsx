import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import { isBlankPicture } from '../../../data/cutouts/blankPicture.ts';
import { type CutoutLayer, cutoutLayers } from '../../../data/cutouts/cutoutLayers.ts';
import { type Cutout, fetchCutouts } from '../../../data/cutouts/fetchCutouts.ts';
import { remoteShelf } from '../../../data/remote/remoteDatabase.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { LargeImage } from '../../../ui/pictures/LargeImage.tsx';
import room from '../../../ui/room.module.css';

interface OtherSurveyProps {
  raDeg: number;
  decDeg: number;
  /** Of the galaxy, for the picture's description. */
  id: string;
  /** For tests. Default: asks the service. */
  fetch?: typeof fetchCutouts;
}

const sizePx = 256;
const fieldArcsec = 60; // some times as large as most galaxies people look at

/** The same place as another survey saw it; the service is asked when the person says so. */
export function OtherSurvey({ raDeg, decDeg, id, fetch = fetchCutouts }: OtherSurveyProps) {
  const [key, setKey] = useState(cutoutLayers[0].key);
  const layer = cutoutLayers.find(each => each.key === key)!;
  const [asked, setAsked] = useState<CutoutLayer | null>(null); // another object each time: the same survey may be asked again
  const [shown, setShown] = useState<{ of: CutoutLayer; cutout: Cutout; url?: string } | null>(null);
  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    let url: string | undefined;
    const request = { raDeg, decDeg, sizePx, pixelScaleArcsec: Number((fieldArcsec / sizePx).toFixed(3)) };
    fetch(asked, [request], { shelf: remoteShelf(), isBlank: isBlankPicture, signal: stop.signal })
      .catch(error => [{ failure: sentenceOf(error) }])
      .then(([cutout]) => {
        if (stop.signal.aborted) return;
        if ('bytes' in cutout) url = URL.createObjectURL(new Blob([cutout.bytes]));
        setShown({ of: asked, cutout, url });
      });
    return () => {
      stop.abort();
      if (url) URL.revokeObjectURL(url);
      setShown(null);
    };
  }, [asked, raDeg, decDeg, fetch]);
  const waits = asked !== null && shown === null;
  return (
    <section className={room.part} aria-label="The same place in another survey">
      <div className={room.line}>
        <NativeSelect
          className={room.grow}
          size="xs"
          aria-label="Survey"
          value={key}
          onChange={event => setKey(event.currentTarget.value)}
          data={cutoutLayers.map(({ key: value, title }) => ({ value, label: title }))}
        />
        <Button size="xs" variant="default" loading={waits} onClick={() => setAsked({ ...layer })}>
          See it there
        </Button>
      </div>
      {shown && 'absent' in shown.cutout && (
        <p className={room.note} role="status">
          {shown.of.title} has no picture of this place.
        </p>
      )}
      {shown && 'failure' in shown.cutout && (
        <p className={room.note} role="alert">
          {shown.cutout.failure}
        </p>
      )}
      {shown?.url && (
        <>
          <LargeImage
            url={shown.url}
            alt={`Galaxy ${id} in ${shown.of.title}, ${fieldArcsec}″ wide, north up`}
          />
          <p className={room.note}>
            {fieldArcsec}″ wide. {shown.of.credit}{' '}
            <a href={shown.of.page} target="_blank" rel="noreferrer">
              Terms
            </a>
          </p>
        </>
      )}
    </section>
  );
}
