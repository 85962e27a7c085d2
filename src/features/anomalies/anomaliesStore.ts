import { createStore } from 'zustand/vanilla';
import type { Ranking, RankOptions, UnsupervisedMethod, UnusualRanking } from '../../contracts/anomalies.ts';
import type { Progress } from '../../contracts/job.ts';
import { isAbort } from '../../rpc/jobPort.ts';
import { createLatestCall } from '../../rpc/latestCall.ts';
import type { InterestSearch } from '../../session/labels.ts';
import { sentenceOf } from '../../session/notices.ts';
import { isGrowth } from '../../session/representation.ts';
import type { AnomaliesClients } from './anomaliesClients.ts';
import type { AnomaliesState, AnomaliesStore } from './anomaliesState.ts';
import { bestCard, type Card, comingAfter, handful, randomCard, unpredicted } from './coming.ts';
import { spread } from './interestColumns.ts';
import { createInterestTeller } from './interestTeller.ts';
import { openingCount, unusualOpening, votesOpening } from './openings.ts';
import { createRankingLine, type Of } from './rankingLine.ts';
import { rowsOf, sameRatings } from './searchRows.ts';

/** A ranking and what it was asked with. */
type Ranked = Of<Ranking> & { options: RankOptions };

const exampleScore = 5; // "these interest me"
const nothing = { card: null, shown: null, coming: [], learnt: null, unusual: null };
const idle = { working: null, progress: null, failure: null, stopped: false };

/** A search by interest: cards to rate, a model that learns from each, the ranking it gives. */
export function createAnomaliesStore(clients: AnomaliesClients): AnomaliesStore {
  const { session } = clients;
  const { labels, catalogue, representation, selection } = session;
  const line = createRankingLine(clients.openWorker, representation.getState);

  return createStore<AnomaliesState>((set, get) => {
    /** Cards this search begins with and that have not been asked yet. */
    let opening: Card[] = [];
    /** True while the unusual are looked for that this search begins with. */
    let awaiting = false;
    /** Cards shown in this search, to come back to by undo with the reason they were asked for. */
    let past = new Map<number, Card>();
    let entered = false;
    let rowLeft: number | null | undefined;

    const asking = createLatestCall<Ranked>({ done: learn, failed });
    const looking = createLatestCall<Of<UnusualRanking> & { method: UnsupervisedMethod }>({
      done: beginUnusual,
      failed(error) {
        awaiting = false;
        failed(error);
        ask();
      },
    });
    const teller = createInterestTeller(session, line, weighed, () => fillIn());

    function failed(error: unknown): void {
      set({ working: null, progress: null, failure: isAbort(error) ? null : sentenceOf(error) });
      publish();
      next(true);
    }

    const onProgress = (signal: AbortSignal) => (progress: Progress) => {
      if (!signal.aborted) set({ progress });
    };

    const isDone = (row: number) => get().said.scores.has(row) || get().said.skipped.has(row);

    function show(row: number | null): void {
      set({ shown: row });
      if (entered && row !== null) selection.getState().choose(row);
    }

    /** Where no batch has come in time. */
    function inNeed(): Card | null {
      const { learnt, working } = get();
      const { current } = labels.getState();
      const ranked = representation.getState().representation?.rows;
      if (!current || !ranked || awaiting || (!learnt && working)) return null; // the first is on its way
      const seed = current.seed + current.ratings.length + current.skipped.length;
      return bestCard(learnt, isDone) ?? randomCard(ranked, isDone, seed);
    }

    /** Asks about the next galaxy where the last is rated or skipped. @param quietly leaves alone what is looked at */
    function next(quietly = false): void {
      const { card: last, shown } = get();
      let card = last && !isDone(last.row) ? last : null;
      let coming = get().coming.filter(({ row }) => row !== card?.row && !isDone(row));
      if (!card) {
        card = coming[0] ?? inNeed();
        coming = coming.slice(1);
      }
      if (card) past.set(card.row, card);
      set({ card, coming });
      if (!quietly || shown === null) show(card?.row ?? null);
    }

    /** @param patient lets a ranking under way finish first: its answer is still worth having */
    function ask(patient = false): void {
      const { current } = labels.getState();
      if (!current || !representation.getState().representation) {
        asking.cancel();
        set(idle);
        return;
      }
      set({ working: 'ranking', failure: null, stopped: false });
      const { coming, learnt } = get();
      const call = async (signal: AbortSignal): Promise<Ranked> => {
        set({ working: 'ranking' }); // also where it had to wait for its turn
        const { card, said, settings } = get();
        const { kernel, acquisition, tradeOff } = settings;
        const options: RankOptions = {
          ratings: said.ratings,
          kernel,
          acquisition,
          ...(tradeOff === null ? {} : { tradeOff }),
          ...(current.start === 'random' ? {} : { randomStart: 0 }),
          leaveOut: Uint32Array.from([...said.skipped, ...(card ? [card.row] : [])]),
          seed: current.seed,
        };
        return { ...(await line.rank(options, { signal, onProgress: onProgress(signal) })), options };
      };
      // Whoever rates faster than the model learns would otherwise never be given a new batch.
      if (patient || (learnt && coming.length < handful)) asking.afterwards(call);
      else asking.now(call);
    }

    function learn({ answer: ranking, rows, version, options }: Ranked): void {
      const opened = catalogue.getState().catalogue;
      if (!opened || ranking.version !== version) return;
      const interest = spread(ranking.mean, rows, opened.rowCount);
      const uncertainty = spread(ranking.std, rows, opened.rowCount);
      const { card } = get();
      const ratings = options.ratings.rows.length - ranking.ratingsLeftOut;
      const { kernel = 'rationalQuadratic' } = options;
      set({
        ...idle,
        learnt: { ranking, rows, version, ratings, kernel, interest, uncertainty },
      });
      opening = opening.filter(({ row }) => !isDone(row));
      const batch = awaiting ? [] : ranking.batch;
      set({ coming: comingAfter(opening, batch, row => isDone(row) || row === card?.row) });
      next(true);
      publish();
      fillIn();
    }

    function lookForUnusual(method: UnsupervisedMethod, patient = false): void {
      const { current } = labels.getState();
      if (!current || !representation.getState().representation) return;
      const { seed } = current;
      set({ working: 'unusual', failure: null });
      const call = async (signal: AbortSignal) => {
        const found = await line.unusual({ method, seed }, { signal, onProgress: onProgress(signal) });
        return { ...found, method };
      };
      if (patient) looking.afterwards(call);
      else looking.now(call);
    }

    function beginUnusual({
      answer: ranking,
      rows,
      method,
    }: Of<UnusualRanking> & { method: UnsupervisedMethod }) {
      const opened = catalogue.getState().catalogue;
      if (!opened) return;
      set({
        unusual: { method, ranking, scores: spread(ranking.scores, rows, opened.rowCount) },
        progress: null,
      });
      if (awaiting) opening = unusualOpening(ranking.order);
      awaiting = false;
      set({ coming: comingAfter(opening, [], row => isDone(row) || row === get().card?.row) });
      next(true);
      publish();
      ask();
    }

    function fillIn(): void {
      const { learnt } = get();
      if (learnt?.ranking.hyperparameters) teller.fillIn(learnt.uncertainty, learnt.rows);
    }

    function weighed({ answer, rows, version }: Of<Float32Array>): void {
      const { learnt } = get();
      if (!learnt || learnt.version !== version) return;
      set({ learnt: { ...learnt, uncertainty: spread(answer, rows, learnt.interest.length) } });
      publish();
    }

    function publish(): void {
      const { current } = labels.getState();
      const { catalogue: opened } = catalogue.getState();
      const { learnt, unusual, said } = get();
      if (!current || !opened) {
        teller.hush();
        return;
      }
      const n = opened.rowCount;
      const known = learnt?.ranking.hyperparameters ? learnt : null;
      // Ratings without a ranking yet: columns without values keep the map's choice of colour until it comes.
      const blank = !learnt && said.scores.size > 0 ? spread([], [], n) : null;
      const { rows, scores } = said.ratings;
      teller.tell(
        {
          interest: known?.interest ?? blank,
          uncertainty: known?.uncertainty ?? blank,
          rating: rows.length > 0 ? spread(scores, rows, n) : null,
          unusual: unusual?.scores ?? null,
        },
        current.name,
        learnt?.ratings ?? rows.length,
      );
    }

    /** Takes a search up from its beginning: another was chosen, or another catalogue opened. */
    function takeUp(search: InterestSearch | null): void {
      asking.cancel();
      looking.cancel();
      opening = [];
      past = new Map();
      set({ ...nothing, ...idle, said: rowsOf(search, catalogue.getState().rowOf) });
      publish();
      awaiting = search !== null && isUnusual(search.start) && search.ratings.length < openingCount;
      start();
    }

    function start(): void {
      const search = labels.getState().current;
      if (awaiting && search && isUnusual(search.start)) lookForUnusual(search.start);
      else ask();
    }

    labels.subscribe(({ current: now }, { current: before }) => {
      if (now === before) return;
      if (!now || now.key !== before?.key) {
        takeUp(now);
        return;
      }
      set({ said: rowsOf(now, catalogue.getState().rowOf) });
      next(true); // first: the batch asked for leaves out the card in hand
      if (!sameRatings(now.ratings, before.ratings)) ask();
      else if (now.name !== before.name) publish();
      else if (get().coming.length < handful) ask(true);
    });
    catalogue.subscribe((now, before) => {
      if (now.catalogue !== before.catalogue) takeUp(labels.getState().current);
    });
    representation.subscribe((now, before) => {
      const grown = isGrowth(now.representation, before.representation);
      if (!now.representation) {
        looking.cancel();
        set({ learnt: null, unusual: null });
        ask(); // there is nothing to ask in: it ends what is under way
        return;
      }
      const { unusual, said } = get();
      if (awaiting) start();
      else {
        if (unusual && said.scores.size === 0) lookForUnusual(unusual.method, grown);
        else if (!grown) set({ unusual: null }); // it is about other vectors
        ask(grown);
      }
    });
    selection.subscribe((now, before) => {
      if (!entered || now.row === before.row) return;
      set({ shown: now.row ?? get().card?.row ?? null });
    });

    /** After a change of what was said of the galaxy shown. */
    function backToCard(row: number): void {
      const { card, coming } = get();
      if (isDone(row) || row === card?.row) return;
      const again = past.get(row) ?? unpredicted(row, 'your choice');
      set({ card: again, coming: [...(card ? [card] : []), ...coming.filter(each => each.row !== row)] });
    }

    function step(taken: string | null, sentence: string): void {
      const row = taken === null ? undefined : catalogue.getState().rowOf(taken);
      if (row === undefined) {
        if (taken === null) session.notices.getState().say(sentence);
        next();
        return;
      }
      backToCard(row);
      show(row);
    }

    queueMicrotask(() => takeUp(labels.getState().current)); // once there is a state to set

    return {
      ...nothing,
      ...idle,
      said: rowsOf(null, () => undefined),
      settings: { kernel: 'rationalQuadratic', acquisition: 'expectedImprovement', tradeOff: null },
      enter() {
        entered = true;
        const { row } = selection.getState();
        if (rowLeft !== undefined && row !== null && row !== rowLeft)
          set({ shown: row }); // chosen in another room
        else if (get().card) show(get().shown);
      },
      leave() {
        entered = false;
        rowLeft = selection.getState().row;
      },
      begin(name, beginning) {
        const { ids } = catalogue.getState().catalogue ?? {};
        labels.getState().begin(name, beginning.start, clients.newSeed());
        if (beginning.start === 'examples' && ids) {
          const ratings = beginning.rows.map(row => ({ galaxyId: ids[row], score: exampleScore }));
          labels.getState().rateAll(ratings);
        }
        if (beginning.start === 'votes') {
          const rows = representation.getState().representation?.rows ?? new Uint32Array(0);
          opening = votesOpening(beginning.values, rows);
          set({ coming: opening });
          next();
        }
      },
      rate(score) {
        const id = idOf(get().shown);
        if (id === undefined || !labels.getState().current) return;
        labels.getState().rate(id, score);
        next();
      },
      rateAll(ratings) {
        const { rowOf } = catalogue.getState();
        const own = ratings.filter(({ galaxyId }) => rowOf(galaxyId) !== undefined);
        if (own.length > 0) labels.getState().rateAll(own);
        next(true);
        return own.length;
      },
      skip() {
        const id = idOf(get().shown);
        if (id === undefined || !labels.getState().current) return;
        labels.getState().skip(id);
        next();
      },
      undo: () => step(labels.getState().undo(), 'Nothing more to undo in this visit.'),
      redo() {
        const again = labels.getState().redo();
        if (again === null) session.notices.getState().say('Nothing to do again.');
        else next();
      },
      back() {
        const { rows } = get().said.ratings;
        const at = rows.indexOf(get().shown ?? -1);
        const to = at < 0 ? rows.length - 1 : at - 1;
        if (to >= 0) show(rows[to]);
      },
      forward() {
        const { rows } = get().said.ratings;
        const at = rows.indexOf(get().shown ?? -1);
        if (at >= 0 && at + 1 < rows.length) show(rows[at + 1]);
        else next();
      },
      change(fields) {
        set({ settings: { ...get().settings, ...fields } });
        ask();
      },
      stop() {
        asking.cancel();
        looking.cancel();
        awaiting = false;
        set({ ...idle, stopped: true });
        next(true);
      },
      askAgain: () => ask(),
      neighboursOf: clients.neighboursOf,
      allSearches: clients.allSearches,
    };

    function idOf(row: number | null): string | undefined {
      return row === null ? undefined : catalogue.getState().catalogue?.ids[row];
    }
  });
}

function isUnusual(start: InterestSearch['start']): start is UnsupervisedMethod {
  return start === 'isolationForest' || start === 'localOutlierFactor';
}
