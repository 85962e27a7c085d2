import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { codesBetween, latentDeviations, nearestCode } from '../../../maths/clustering/generatedCodes.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { RealGalaxy } from '../shown/RealGalaxy.tsx';
import { latentsOf } from '../shown/shownClustering.ts';
import classes from './Generate.module.css';
import type { GenerateProps } from './generateProps.ts';
import { SyntheticPictures } from './SyntheticPictures.tsx';
import { usePainted } from './usePainted.ts';

const steps = 6;

/** From one real galaxy to another, with the real ones nearest to each step. */
export function BetweenGalaxies({ clustering, shown, painter }: GenerateProps) {
  const session = useSession();
  const told = useStore(shown, s => s.told);
  const selected = useStore(session.selection, s => s.row);
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const [ends, setEnds] = useState<{ from: number | null; to: number | null }>({ from: null, to: null });
  const { results } = clustering;
  const placeOf = useMemo(() => {
    const all = new Map<number, number>();
    for (const [i, row] of told?.rows.entries() ?? []) all.set(row, told!.places[i]);
    return all;
  }, [told]);
  const rowOf = useMemo(() => new Map([...placeOf].map(([row, place]) => [place, row])), [placeOf]);
  const latents = latentsOf(clustering);
  const [from, to] = [ends.from, ends.to].map(row => (row === null ? undefined : placeOf.get(row)));
  const codes = useMemo(() => {
    if (!results || from === undefined || to === undefined) return null;
    const code = (place: number) => results.codes.subarray(place * latents, (place + 1) * latents);
    return codesBetween(code(from), code(to), steps);
  }, [results, from, to, latents]);
  const near = useMemo(() => {
    if (!codes || !results || !told) return [];
    const deviations = latentDeviations(results.codes, latents);
    return Array.from({ length: steps }, (_, step) => {
      const own = codes.subarray(step * latents, (step + 1) * latents);
      return rowOf.get(nearestCode(results.codes, told.places, own, deviations))!;
    });
  }, [codes, results, told, rowOf, latents]);
  const painted = usePainted(painter, clustering, codes);
  if (!told || !catalogue)
    return (
      <p className={room.note}>
        This needs real galaxies that the clustering was told of: find clusters of the open catalogue first.
      </p>
    );
  const able = selected !== null && placeOf.has(selected);
  const name = (row: number | null) => (row === null ? 'not chosen' : catalogue.ids.at(row));
  return (
    <>
      <p className={room.note}>
        Choose a galaxy on the map or in a list, then take it as one end. From {name(ends.from)} to{' '}
        {name(ends.to)}.
      </p>
      <div className={classes.actions}>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!able}
          onClick={() => setEnds({ ...ends, from: selected })}
        >
          From the selected galaxy
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!able}
          onClick={() => setEnds({ ...ends, to: selected })}
        >
          To the selected galaxy
        </Button>
      </div>
      {codes && (
        <SyntheticPictures
          {...painted}
          codes={codes}
          clustering={clustering}
          words={`between ${name(ends.from)} and ${name(ends.to)}`}
        />
      )}
      {near.length > 0 && (
        <>
          <span className={classes.synthetic}>Real galaxies nearest to each</span>
          <div className={classes.pictures}>
            {near
              .map((row, step) => ({ key: `${step} ${row}`, row }))
              .map(({ key, row }) => (
                <RealGalaxy key={key} row={row} />
              ))}
          </div>
        </>
      )}
    </>
  );
}
