import { Button } from '@mantine/core';
import { IconArrowLeft, IconMapPin } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Survey, SurveyNeighbour } from '../../../contracts/survey.ts';
import type { Session } from '../../../session/session.ts';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import room from '../../../ui/room.module.css';
import { formatNumber } from '../../../ui/text/quantity.ts';
import classes from './WalkedGalaxy.module.css';

interface WalkedGalaxyProps {
  galaxy: SurveyNeighbour;
  survey: Survey;
  /** Of the open catalogue, whose map it is shown on. */
  session: Session;
  /** Asks about the selected galaxy again. */
  onBack(): void;
}

const galaxiesAcross = 12; // of those loaded, in a wide window around it
const windowPx = 1000;

/** A galaxy that only the survey has, while it is asked about: its picture, what the tables say of it, and where it is. */
export function WalkedGalaxy({ galaxy, survey, session, onBack }: WalkedGalaxyProps) {
  const { url, failure } = useGalaxyImage(galaxy.row);
  const isOwnMap = useStore(session.maps, s => s.shown?.layout === null);
  const selected = useStore(session.selection, s => s.row);
  const ids = useStore(session.catalogue, s => s.catalogue?.ids);
  const back = selected === null ? 'Leave it' : `Return to ${ids?.at(selected) ?? ''}`;
  const { x, y } = galaxy;
  const card = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a panel that was scrolled to a neighbour shows what it led to
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' });
  }, [galaxy.row]);
  const facts = survey.columns.flatMap((column, i) => {
    const value = galaxy.values[i];
    if (value === null || value === undefined) return [];
    const text = typeof value === 'number' ? formatNumber(value, 4, column.unit) : value;
    return [{ name: column.label ?? column.name, text }];
  });
  return (
    <section ref={card} className={classes.card} aria-label={`Galaxy ${galaxy.id} of the survey`}>
      <div className={classes.picture}>
        <Thumbnail url={url} failure={failure} alt={`Galaxy ${galaxy.id}`} line="selected" />
      </div>
      <div className={classes.words}>
        <strong className={room.word} title={galaxy.id}>
          {galaxy.id}
        </strong>
        <span className={room.note}>not among the galaxies loaded</span>
        <div className={room.line}>
          {isOwnMap && Number.isFinite(x) && Number.isFinite(y) && (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconMapPin size={14} />}
              onClick={() => {
                const share = Math.min(1, galaxiesAcross / Math.sqrt(ids?.length ?? 1));
                session.camera
                  .getState()
                  .ask({ x, y, zoom: Math.log2(windowPx / (share * survey.map.side)) });
                session.notices.getState().say(`${galaxy.id} lies in the middle of the map.`);
              }}
            >
              Show its place
            </Button>
          )}
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconArrowLeft size={14} />}
            onClick={onBack}
          >
            {back}
          </Button>
        </div>
      </div>
      {facts.length > 0 && (
        <dl className={classes.facts}>
          {facts.map(({ name, text }) => (
            <div key={name} className={room.fact}>
              <dt className={room.word}>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
