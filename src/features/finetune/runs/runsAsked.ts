import type { RunsDesk } from './runsDesk.ts';
import { predictCatalogue } from './runWork.ts';

/** Asks a finished run about every galaxy of the catalogue, and keeps what it says. */
export async function predictAll(desk: RunsDesk, key: string): Promise<void> {
  const { clients, representations, get, set } = desk;
  const { shelf, session } = clients;
  const run = desk.runOf(key);
  const { catalogue: opened } = session.catalogue.getState();
  if (!run || !opened) return;
  const title = `Predict ${opened.rowCount.toLocaleString('en')} galaxies`;
  await desk.work(key, 'predicting', title, async job => {
    const [state, answers] = await Promise.all([shelf.state(key), shelf.answers(key)]);
    if (!state || !answers) throw new Error(`${run.name} is not finished: resume its training first.`);
    const all = await predictCatalogue(clients, representations, run, state, job);
    const whole = { ...answers, all };
    await shelf.putAnswers(key, whole);
    if (get().shown !== key) return;
    set({ answers: whole });
    desk.publish();
  });
}
