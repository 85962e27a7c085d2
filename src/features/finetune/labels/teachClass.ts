import type { Session } from '../../../session/session.ts';
import type { GalaxySet } from '../../../session/sets/galaxySet.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { mostClasses } from './handLabelling.ts';
import type { LabellingStore } from './labellingStore.ts';

const firstName = /^class \d+$/; // a class that nobody has named

/** Gives galaxies a class of the name they were found by: the one that has it, the first that nobody named or used, or one more. */
export function teachClass(
  { notices }: Pick<Session, 'notices'>,
  { labelling }: { labelling: LabellingStore },
  { rows, words }: GalaxySet,
): void {
  const { hand, addClass, renameClass, label } = labelling.getState();
  const used = new Set(hand.labels.values());
  let place = hand.classes.indexOf(words);
  if (place < 0) place = hand.classes.findIndex((name, i) => firstName.test(name) && !used.has(i));
  if (place < 0 && hand.classes.length < mostClasses) {
    addClass();
    place = hand.classes.length;
  }
  if (place < 0) {
    notices
      .getState()
      .complain(`No class is free: at most ${mostClasses} can be labelled by hand. Remove one first.`);
    return;
  }
  renameClass(place, words);
  const { labels: before } = labelling.getState().hand;
  label(rows, place);
  const name = labelling.getState().hand.classes[place];
  notices.getState().say(`${formatGalaxies(rows.length)} labelled ${name}.`, {
    undo() {
      const { hand: now, undo } = labelling.getState();
      if (now.past.at(-1) === before) undo();
      else
        notices.getState().complain('Labels changed since: take them back one by one, with u in Fine-tune.');
    },
  });
}
