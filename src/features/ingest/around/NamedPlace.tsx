import { Button } from '@mantine/core';
import { useState } from 'react';
import { resolveName } from '../../../data/resolver/sesame.ts';
import { sentenceOf } from '../../../session/notices.ts';
import room from '../../../ui/room.module.css';

interface NamedPlaceProps {
  /** "M 51" */
  name: string;
  onPlace(place: { raDeg: number; decDeg: number }): void;
  /** For tests. Default: asks CDS */
  resolve?: typeof resolveName;
}

/** Asks CDS where a name is on the sky, when the person says so. */
export function NamedPlace({ name, onPlace, resolve = resolveName }: NamedPlaceProps) {
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  async function ask(): Promise<void> {
    setAsking(true);
    setTold(null);
    try {
      const found = await resolve(name);
      if (found) onPlace(found);
      else setTold(`Neither SIMBAD nor NED nor VizieR knows “${name}”.`);
    } catch (error) {
      setTold(sentenceOf(error));
    }
    setAsking(false);
  }
  return (
    <>
      <div>
        <Button size="compact-xs" variant="default" loading={asking} onClick={() => void ask()}>
          Ask CDS where “{name.slice(0, 24)}” is
        </Button>
      </div>
      {told && (
        <p className={room.note} role="alert">
          {told}
        </p>
      )}
    </>
  );
}
