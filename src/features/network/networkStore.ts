import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HeadCard } from '../../contracts/decisionTree.ts';
import type { FeatureMaps, FilterPictures } from '../../contracts/network.ts';
import type { EncoderCard } from '../../contracts/tensor.ts';
import type { KeptAttention } from '../../maths/attention/attentionView.ts';
import { sentenceOf } from '../../session/notices.ts';
import { predictionOf } from '../../session/predictions.ts';
import type { Session } from '../../session/session.ts';
import { likeliestAnswer } from './answers/likeliestAnswer.ts';
import { predictedColumns, predictedSource } from './answers/predictedColumns.ts';
import type { NetworkClients, SeenGalaxy } from './networkClients.ts';
import { type OcclusionMap, sweepOcclusion } from './occlusionSweep.ts';
import { createPane, type Pane } from './pane.ts';

/** What the network says of the selected galaxy. */
export interface Answers {
  row: number;
  /** Weights that answer, by name. */
  weights: string;
  /** Null where they have no head. */
  head: HeadCard | null;
  /** (answers) concentrations or probabilities; empty without a head. */
  values: Float32Array;
}

/** How one answer changes as parts of the galaxy are covered. */
export interface Occlusion {
  row: number;
  /** Null where there is no head to ask. */
  head: HeadCard | null;
  answer: number;
  /** What the network sees: a batch of one. */
  image: SeenGalaxy['image'];
  map: OcclusionMap | null;
}

/** Where a transformer looks. */
export interface SeenAttention {
  row: number;
  /** Weights in use. */
  title: string;
  /** Null where there is no head to ask. */
  head: HeadCard | null;
  image: SeenGalaxy['image'];
  /** Null where the network is no transformer. */
  kept: KeptAttention | null;
}

interface StageMaps {
  row: number;
  stages: string[];
  maps: FeatureMaps;
}

interface NetworkChoice {
  /** Answer whose reasons are shown; null for the likeliest one. */
  answer: number | null;
  /** Stage shown; null for the first. */
  stage: string | null;
  /** Patch whose attention is shown; null for the class token. */
  patch: number | null;
  chooseAnswer(answer: number | null): void;
  chooseStage(stage: string): void;
  choosePatch(patch: number | null): void;
}

/** The Network room: five views of one network, each computed while it is looked at. */
export interface NetworkStore {
  answers: Pane<Answers>;
  occlusion: Pane<Occlusion>;
  attention: Pane<SeenAttention>;
  maps: Pane<StageMaps>;
  filters: Pane<{ card: EncoderCard; pictures: FilterPictures }>;
  choice: StoreApi<NetworkChoice>;
}

const mapsShown = 24; // six rows of four: as many as are compared at a glance

/**
 * Publishes predictions as columns from now on, and answers for the room once it is entered.
 *
 * Over 100 lines because five panes share the galaxy seen and the choices; divided, they would pass all of them to each other.
 */
export function createNetworkStore(session: Session, clients: NetworkClients): NetworkStore {
  /** What the open catalogue brings, on its way. */
  let brought: Promise<void> | null = null;
  const seeing = createSeeing(session, clients);
  const answers = createPane<Answers>(session, async (row, signal) => {
    if (!knownAnswers(session, row)) await brought;
    const known = knownAnswers(session, row);
    if (known) return known;
    const { card, image } = await seeing.see(row, signal);
    const { head = null } = card;
    if (!head) return { row, weights: card.title, head, values: new Float32Array(0) };
    const values = await clients.call(async api => api.answers(await api.embed(image)));
    return { row, weights: card.name, head, values };
  });

  const occlusion = createPane<Occlusion>(session, async (row, signal, show) => {
    const { card, image } = await seeing.see(row, signal);
    const { head = null } = card;
    if (!head) return { row, head, answer: 0, image, map: null };
    let { answer } = choice.getState();
    if (answer === null) {
      const values =
        knownAnswers(session, row)?.values ??
        (await clients.call(async api => api.answers(await api.embed(image))));
      answer = likeliestAnswer(head, values);
    }
    const about = { row, head, answer, image };
    show({ ...about, map: null });
    const batch = await clients.call(api => api.batchSize());
    const ask = (squares: Int16Array) => clients.call(api => api.occluded(image, about.answer, squares));
    const shown = (sofar: OcclusionMap) => show({ ...about, map: sofar });
    const map = await sweepOcclusion(ask, image.sidePx, batch, signal, shown);
    return { ...about, map };
  });

  const attention = createPane<SeenAttention>(session, async (row, signal) => {
    const { card, image } = await seeing.see(row, signal);
    const kept = await clients.call(api => api.attention(image));
    return { row, title: card.title, head: card.head ?? null, image, kept };
  });

  const maps = createPane<StageMaps>(session, async (row, signal) => {
    const { image } = await seeing.see(row, signal);
    const stages = await clients.call(api => api.stages());
    const { stage } = choice.getState();
    const wanted = stage !== null && stages.includes(stage) ? stage : stages[0];
    return { row, stages, maps: await clients.call(api => api.featureMaps(image, wanted, mapsShown)) };
  });

  const filters = createPane(
    session,
    async (_row, signal) => {
      const card = await clients.load({ signal });
      return { card, pictures: await clients.call(api => api.firstFilters()) };
    },
    false,
  );

  const choice = createStore<NetworkChoice>(set => ({
    answer: null,
    stage: null,
    patch: null,
    chooseAnswer(answer) {
      set({ answer });
      occlusion.getState().refresh();
    },
    chooseStage(stage) {
      set({ stage });
      maps.getState().refresh();
    },
    choosePatch(patch) {
      set({ patch });
    },
  }));

  function refreshGalaxy(): void {
    choice.setState({ patch: null });
    for (const pane of [answers, occlusion, attention, maps]) pane.getState().refresh();
  }

  /** Another catalogue or another network: nothing seen of a galaxy holds any more, nor the answer chosen. */
  function restart(): void {
    seeing.forget();
    choice.setState({ answer: null });
    refreshGalaxy();
    filters.getState().refresh();
  }

  function opened(): void {
    const mine = takeBrought(session, clients.answers).finally(() => {
      if (brought === mine) brought = null;
    });
    brought = mine;
    restart();
  }

  session.predictions.subscribe(() => {
    publishPredictions(session);
    answers.getState().refresh();
  });
  session.catalogue.subscribe(opened);
  session.selection.subscribe((now, before) => {
    if (now.row !== before.row) refreshGalaxy();
  });
  session.representation.subscribe((now, before) => {
    if (now.representation?.weights !== before.representation?.weights) restart();
  });
  publishPredictions(session);
  opened();
  return { answers, occlusion, attention, maps, filters, choice };
}

/** Takes the predictions a catalogue brings, of which `answersOf` gives the numbers; those computed meanwhile stay. */
async function takeBrought(session: Session, answersOf: NetworkClients['answers']): Promise<void> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue?.head || session.predictions.getState().predictions) return;
  const { head, weights = 'file' } = catalogue;
  try {
    const { columns, values } = await answersOf(catalogue.handle);
    const stillOpen = session.catalogue.getState().catalogue === catalogue;
    if (!stillOpen || session.predictions.getState().predictions) return;
    session.predictions.getState().replace({ weights, head, answers: columns, values });
  } catch (error) {
    if (session.catalogue.getState().catalogue === catalogue) session.predictions.getState().replace(null);
    session.notices
      .getState()
      .complain(`The predictions of ${catalogue.name} could not be read: ${sentenceOf(error)}`);
  }
}

/** The last galaxy that the network was shown: four views of it share its image. */
function createSeeing(session: Session, clients: NetworkClients) {
  let seen: SeenGalaxy | null = null;
  return {
    /** @throws Error with a sentence where the galaxy has no image */
    async see(row: number, signal: AbortSignal): Promise<SeenGalaxy> {
      const { catalogue } = session.catalogue.getState();
      if (!catalogue) throw new Error('Open a catalogue first.');
      const card = await clients.load({ signal });
      signal.throwIfAborted();
      if (seen?.row === row && seen.card === card) return seen;
      const image = await clients.pixels(catalogue.handle, Uint32Array.of(row), card.view);
      signal.throwIfAborted();
      if (image.rows.length === 0) {
        throw new Error(image.problems[0]?.sentence ?? 'This galaxy has no image: select another.');
      }
      seen = { row, card, image };
      return seen;
    },
    forget() {
      seen = null;
    },
  };
}

/** What is already known of a galaxy. */
function knownAnswers(session: Session, row: number): Answers | null {
  const { predictions } = session.predictions.getState();
  const values = predictionOf(predictions, row);
  return predictions && values && { row, weights: predictions.weights, head: predictions.head, values };
}

/** Puts the present predictions among the columns in place of those before. */
function publishPredictions(session: Session): void {
  const { predictions } = session.predictions.getState();
  const { columns, publishAll } = session.columns.getState();
  if (predictions || columns.some(column => column.source === predictedSource)) {
    publishAll(predictedSource, predictions ? predictedColumns(predictions) : []);
  }
}
