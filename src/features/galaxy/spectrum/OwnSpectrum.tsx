import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Spectrum } from '../../../contracts/spectrum.ts';
import type { JoinedSpectra } from '../../../data/spectra/joinSpectra.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { SpectrumView } from './SpectrumView.tsx';

interface OwnSpectrumProps {
  /** Of the open catalogue. */
  handle: number;
  row: number;
  id: string;
}

/** Spectra of the person's own files that were joined to the galaxy, each under its file's name. */
export function OwnSpectrum({ handle, row, id }: OwnSpectrumProps) {
  const { handle: of, joined } = useStore(useSession().spectra);
  if (of !== handle) return null;
  return joined.map(each => <JoinedSpectrum key={each.name} joined={each} row={row} id={id} />);
}

function JoinedSpectrum({ joined, row, id }: { joined: JoinedSpectra; row: number; id: string }) {
  const [read, setRead] = useState<{ spectrum: Spectrum } | { failure: string } | null>(null);
  const place = joined.ofRow.get(row);
  useEffect(() => {
    setRead(null); // a redshift that was typed is of the former
    if (!place) return;
    let isLeft = false;
    place.file
      .read(place.entry)
      .then(
        spectrum => ({ spectrum }),
        error => ({ failure: sentenceOf(error) }),
      )
      .then(found => !isLeft && setRead(found));
    return () => {
      isLeft = true;
    };
  }, [place]);
  if (!place) return <p className={room.note}>{joined.name} has no spectrum of this galaxy.</p>;
  if (!read) return <p className={room.note}>Reading its spectrum …</p>;
  return 'failure' in read ? (
    <p className={room.note} role="alert">
      {read.failure}
    </p>
  ) : (
    <SpectrumView spectrum={read.spectrum} id={id} />
  );
}
