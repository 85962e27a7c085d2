import { Menu } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ratingsThatApply } from '../../../data/searches/ratingsThatApply.ts';
import type { InterestSearch } from '../../../session/labels.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { formatCount, formatCounted } from '../../../ui/text/quantity.ts';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { catalogueText } from './catalogueText.ts';

const shown = 8; // more does not fit a menu; the last changed come first

interface TakeOverItemsProps {
  store: AnomaliesStore;
  current: InterestSearch;
}

/** Searches of any catalogue with ratings of galaxies that this catalogue has too. */
export function TakeOverItems({ store, current }: TakeOverItemsProps) {
  const { catalogue, notices } = useSession();
  const [all, setAll] = useState<InterestSearch[]>([]);
  useEffect(() => {
    let wanted = true;
    store
      .getState()
      .allSearches()
      .then(
        found => wanted && setAll(found),
        () => {}, // if nothing can be read, nothing is offered
      );
    return () => {
      wanted = false;
    };
  }, [store]);
  const { rowOf } = catalogue.getState();
  const offers = all
    .filter(({ key }) => key !== current.key)
    .map(search => ({ search, ratings: ratingsThatApply(search, id => rowOf(id) !== undefined).ratings }))
    .filter(({ ratings }) => ratings.length > 0)
    .slice(0, shown);
  if (offers.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Take over ratings from</Menu.Label>
      {offers.map(({ search, ratings }) => (
        <Menu.Item
          key={search.key}
          onClick={() => {
            const count = store.getState().rateAll(ratings);
            const sentence = `Took over ${formatCount(count)} of ${formatCounted(search.ratings.length, 'rating')} of “${search.name}”.`;
            notices.getState().say(sentence, { undo: () => store.getState().undo() });
          }}
        >
          {search.name} · {catalogueText(search.catalogue)} · {formatCount(ratings.length)}
        </Menu.Item>
      ))}
    </>
  );
}
