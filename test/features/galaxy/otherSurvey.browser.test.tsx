import { act } from 'react';
import { expect, it, vi } from 'vitest';
import type { fetchCutouts } from '../../../src/data/cutouts/fetchCutouts.ts';
import { OtherSurvey } from '../../../src/features/galaxy/survey/OtherSurvey.tsx';
import { createSession } from '../../../src/session/session.ts';
import { mountRoom, withWords } from '../mountRoom.tsx';

it('asks the same survey again after a failure', async () => {
  const fetch = vi.fn<typeof fetchCutouts>(async () => [{ failure: 'The host did not answer.' }]);
  const room = await mountRoom(
    createSession(() => 0),
    <OtherSurvey raDeg={1} decDeg={2} id="J1" fetch={fetch} />,
  );
  try {
    expect(fetch).not.toHaveBeenCalled();
    for (const times of [1, 2]) {
      await act(async () => withWords(room.place, 'button', 'See it there').click());
      await vi.waitFor(() => expect(room.place.querySelector('[role="alert"]')).not.toBeNull());
      expect(fetch).toHaveBeenCalledTimes(times);
    }
  } finally {
    await room.end();
  }
});
