import { IconSparkles } from '@tabler/icons-react';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import type { Room } from '../../session/room.ts';
import { NarrowedNotes } from '../../ui/files/FileServices.tsx';
import { notesOfWhole } from '../../ui/files/fileNotes.ts';

/** The room that learns from ratings which galaxies interest a person. */
export const anomalies: Room<
  Pick<HouseServices, 'session' | 'neighboursOf' | 'allSearches' | 'readSurveyAbout'>
> = {
  name: 'anomalies',
  title: 'Anomalies',
  icon: IconSparkles,
  showsGalaxy: true,
  prepare(house) {
    const openStores = loadOnce(async () => (await import('./openAnomalies.ts')).openAnomalies(house));
    return async () => {
      const [{ AnomaliesRoom }, stores] = await Promise.all([import('./AnomaliesRoom.tsx'), openStores()]);
      return () => (
        <NarrowedNotes by={notesOfWhole}>
          <AnomaliesRoom {...stores} readAbout={house.readSurveyAbout} />
        </NarrowedNotes>
      );
    };
  },
};
