import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Basis } from '../../../contracts/matrix.ts';
import type { Survey, SurveyAnswer, SurveyNeighbour } from '../../../contracts/survey.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { queryComponents } from '../asking/queryVector.ts';
import type { Query } from '../query.ts';
import type { SimilarStore } from '../similarState.ts';
import { firstLists } from './listChoice.ts';
import type { SurveyClient } from './surveyClient.ts';

const mostLeftOut = 200; // of a set that was asked about: those nearest to its own mean

/** The galaxies of a whole survey near to a question. */
export interface WholeAnswer extends SurveyAnswer {
  of: Survey;
  /** What was asked: the Similar room's query, or a galaxy that only the survey has. */
  query: Query | SurveyNeighbour;
}

interface WholeState {
  answer: WholeAnswer | null;
  working: boolean;
  /** Why there is no answer, as a sentence. */
  failure: string | null;
  /** A galaxy of the survey that was chosen among the neighbours and is not loaded: it is asked about. */
  walked: SurveyNeighbour | null;
  /** Searches twice as many lists. */
  more(): void;
  /** Asks about a neighbour: selects it where it is loaded. */
  moveOn(neighbour: SurveyNeighbour): void;
  /** Asks about what is selected again. */
  back(): void;
  askAgain(): void;
  /** Asks no more. */
  end(): void;
}

/** Store of the search in a whole survey, made by `createWholeStore`. */
type WholeStore = StoreApi<WholeState>;

/** What the search in a whole survey needs. */
interface WholeParts {
  session: Pick<Session, 'catalogue' | 'representation' | 'preferences' | 'selection'>;
  similar: SimilarStore;
  client: SurveyClient;
}

/** Asks the Similar room's question of the survey of which the open catalogue is a part; a later question ends the former. */
export function createWholeStore({ session, similar, client }: WholeParts): WholeStore {
  const { catalogue, representation, preferences, selection } = session;
  const bases = new Map<string, Promise<Basis | null>>();
  let lists: { of: string; count: number } | null = null; // a person's choice lasts while the survey is open
  const store = createStore<WholeState>((set, get) => ({
    answer: null,
    working: false,
    failure: null,
    walked: null,
    more() {
      const survey = surveyOpen();
      const { answer } = get();
      if (!survey || !answer) return;
      lists = { of: survey.manifestUrl, count: Math.min(survey.lists.count, 2 * answer.lists) };
      ask();
    },
    moveOn(neighbour) {
      const row = catalogue.getState().rowOf(neighbour.id);
      if (row === undefined) {
        set({ walked: neighbour });
        ask();
        return;
      }
      set({ walked: null });
      if (selection.getState().row === row) ask();
      else selection.getState().choose(row);
    },
    back() {
      set({ walked: null });
      ask();
    },
    askAgain: () => ask(),
    end() {
      asking.cancel();
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  }));
  const set = store.setState;
  const asking = createLatestCall<WholeAnswer>({
    done: answer => set({ answer, working: false, failure: null }),
    failed: error => set({ failure: sentenceOf(error), working: false }),
  });

  function surveyOpen(): Survey | undefined {
    return catalogue.getState().catalogue?.tiled;
  }

  function basisOf({ manifestUrl }: Survey): Promise<Basis | null> {
    const known = bases.get(manifestUrl) ?? client.basis(manifestUrl, {}); // shared by questions: none cancels it
    bases.set(manifestUrl, known);
    known.catch(() => bases.delete(manifestUrl));
    return known;
  }

  async function vectorAsked(survey: Survey, signal: AbortSignal): Promise<Float32Array> {
    const { walked } = store.getState();
    if (walked) return client.vectorOf(survey.manifestUrl, walked.row, { signal });
    const { query, answer: here } = similar.getState();
    const { representation: present } = representation.getState();
    if (!present || !query) throw new Error('Select a galaxy on the map to see those most like it.');
    const components = query.kind === 'image' ? here?.image?.vector : queryComponents(query, present);
    if (!components) throw new Error('need the components of an image; got none');
    const { surveyVector } = await import('./surveyVector.ts');
    return surveyVector(components, present, survey, await basisOf(survey));
  }

  async function answer(signal: AbortSignal): Promise<WholeAnswer> {
    const survey = surveyOpen();
    const query = store.getState().walked ?? similar.getState().query;
    if (!survey || !query) throw new Error('need a galaxy and a survey; got none');
    const vector = await vectorAsked(survey, signal);
    signal.throwIfAborted();
    const k = preferences.getState().neighbours;
    const count = lists?.of === survey.manifestUrl ? lists.count : firstLists(survey);
    const asked = new Set(idsAsked(query));
    const wanted = { k: k + Math.min(asked.size, mostLeftOut), lists: count }; // what is asked about is among them
    const found = await client.nearest(survey.manifestUrl, vector, wanted, { signal });
    const neighbours = found.neighbours.filter(({ id }) => !asked.has(id)).slice(0, k);
    return { ...found, neighbours, of: survey, query };
  }

  function idsAsked(query: Query | SurveyNeighbour): string[] {
    if (!('kind' in query)) return [query.id];
    const { catalogue: open } = catalogue.getState();
    if (!open || query.kind === 'image') return [];
    return Array.from(query.kind === 'galaxy' ? [query.row] : query.like.rows, row => open.ids.at(row));
  }

  function ask(): void {
    asking.cancel();
    const { query, failure, answer: here } = similar.getState();
    const { walked } = store.getState();
    if (!surveyOpen() || (query === null && walked === null)) {
      set({ answer: null, working: false, failure: null });
      return;
    }
    if (!walked && query?.kind === 'image' && failure) {
      set({ failure, working: false });
      return;
    }
    set({ working: true, failure: null });
    const isSeen = here?.query === query && here?.image?.of === representation.getState().representation;
    if (walked || query?.kind !== 'image' || isSeen) asking.now(answer); // else once the search here has embedded it
  }

  const subscriptions = [
    similar.subscribe((now, before) => {
      const ofImage = now.query?.kind === 'image';
      const isTold = now.answer !== before.answer || now.failure !== before.failure;
      if (now.query === before.query && !(ofImage && isTold)) return;
      if (now.query !== before.query) set({ walked: null });
      ask();
    }),
    preferences.subscribe((now, before) => {
      if (now.neighbours !== before.neighbours) ask();
    }),
    representation.subscribe(ask),
    catalogue.subscribe((now, before) => {
      if (now.catalogue?.tiled?.manifestUrl === before.catalogue?.tiled?.manifestUrl) return;
      set({ walked: null, answer: null });
      ask();
    }),
  ];
  ask();
  return store;
}
