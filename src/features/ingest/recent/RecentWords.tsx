import { IconDatabase } from '@tabler/icons-react';
import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import lines from '../../../ui/lists/lines.module.css';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { sizeText } from '../../../ui/text/sizeText.ts';
import classes from './RecentList.module.css';

interface RecentWordsProps {
  kept: KeptManifest;
  /** True for the catalogue that is on screen. Default false. */
  isOpen?: boolean;
}

/** A kept catalogue as a list shows it: picture, name, how many galaxies, what it takes, when it was seen last. */
export function RecentWords({ kept, isOpen = false }: RecentWordsProps) {
  const { name, title = name, rowCount, bytes, seenMs, picture } = kept;
  const facts = [formatGalaxies(rowCount), sizeText(bytes), isOpen ? 'open now' : seenText(seenMs)];
  return (
    <>
      {picture ? (
        <img className={classes.picture} src={picture} alt="" />
      ) : (
        <span className={classes.none}>
          <IconDatabase size={20} aria-hidden="true" />
        </span>
      )}
      <span className={lines.words}>
        <span className={room.word}>{title}</span>
        <span className={lines.facts}>{facts.join(' · ')}</span>
      </span>
    </>
  );
}

/** "today 09:12", "3 November 2026". */
function seenText(milliseconds: number): string {
  const seen = new Date(milliseconds);
  if (seen.toDateString() === new Date().toDateString())
    return `today ${seen.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
  return seen.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
