import { createStore } from 'zustand/vanilla';
import type { TrainingState } from '../../contracts/finetune.ts';
import type { FinetuneRun } from '../../data/finetuneRuns.ts';
import { isAbort } from '../../rpc/jobPort.ts';
import type { JobHandle } from '../../session/jobs.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { FinetuneClients } from './finetuneClients.ts';
import { type Shown, showGalaxies } from './prepareTraining.ts';
import { answeredRows, type Question } from './question.ts';
import { keptViewsOf, optionsOf, type Recipe } from './recipe.ts';
import type { Representations } from './representations.ts';
import type { RunsState, RunsStore, RunWork } from './runsState.ts';
import { columnsOf, finetuneSource, inRows, valuesOf, widthOf } from './runValues.ts';
import { predictCatalogue, trainRun } from './runWork.ts';
import { planTraining } from './trainingPlan.ts';

/** The runs of the open catalogue: trained one at a time, kept, asked about every galaxy. */
export function createRunsStore(clients: FinetuneClients, representations: Representations): RunsStore {
  const { session, shelf, tensor } = clients;
  const { catalogue, columns, jobs, notices } = session;

  return createStore<RunsState>((set, get) => {
    const runOf = (key: string) => get().runs?.find(each => each.key === key);

    function put(run: FinetuneRun): void {
      const others = (get().runs ?? []).filter(each => each.key !== run.key);
      set({ runs: [run, ...others] });
    }

    /** One thing at a time, in the jobs tray, its failure as a sentence. */
    async function work(
      key: string,
      doing: RunWork['doing'],
      title: string,
      act: (job: JobHandle) => Promise<void>,
    ) {
      if (get().work) return;
      const job = jobs.getState().start(title, { pausable: true });
      set({ work: { key, doing, jobId: job.id }, failure: null });
      job.report({ phase: 'Loading the network', done: 0, total: 0, unit: 'galaxies' });
      try {
        await act(job);
        job.finish(job.signal.aborted ? 'stopped' : 'done');
      } catch (error) {
        if (isAbort(error) || job.signal.aborted) job.finish('stopped');
        else {
          job.finish('failed', sentenceOf(error));
          set({ failure: sentenceOf(error) });
        }
      } finally {
        tensor.end();
        set({ work: null });
      }
    }

    async function train(run: FinetuneRun, shown: Shown, from: TrainingState | undefined, job: JobHandle) {
      let latest = run;
      const trained = await trainRun(clients, run, shown, from, job, async ({ state }) => {
        latest = {
          ...latest,
          name: runOf(run.key)?.name ?? latest.name,
          epochs: state.figures,
          changedMs: clients.clock(),
        };
        put(latest);
        await shelf.putEpoch(latest, state);
      });
      const done = { ...trained.run, name: latest.name, changedMs: clients.clock() };
      await shelf.putFile(run.key, trained.file);
      await shelf.putAnswers(run.key, trained.answers);
      await shelf.put(done);
      put(done);
      if (get().shown === run.key) set({ answers: trained.answers });
    }

    /** Columns of the run shown, as far as it has answered. */
    function publish(): void {
      const { shown, answers } = get();
      const run = shown ? runOf(shown) : undefined;
      const { catalogue: opened } = catalogue.getState();
      const all = answers?.all;
      const fits = run && all && opened && all.length === opened.rowCount * widthOf(run);
      const found = fits ? columnsOf(run, valuesOf(run, inRows(all, opened.ids, widthOf(run)))) : [];
      columns.getState().publishAll(finetuneSource, found);
    }

    async function predict(key: string): Promise<void> {
      const run = runOf(key);
      const { catalogue: opened } = catalogue.getState();
      if (!run || !opened) return;
      await work(key, 'predicting', `Predict ${opened.rowCount.toLocaleString('en')} galaxies`, async job => {
        const [state, answers] = await Promise.all([shelf.state(key), shelf.answers(key)]);
        if (!state || !answers) throw new Error(`${run.name} is not finished: resume its training first.`);
        const all = await predictCatalogue(clients, representations, run, state, job);
        const whole = { ...answers, all };
        await shelf.putAnswers(key, whole);
        if (get().shown !== key) return;
        set({ answers: whole });
        publish();
      });
    }

    return {
      catalogue: null,
      runs: null,
      shown: null,
      answers: null,
      work: null,
      failure: null,
      former: null,
      async open(key) {
        get().stop();
        representations.forget();
        set({ catalogue: key, runs: null, shown: null, answers: null, failure: null, former: null });
        columns.getState().publishAll(finetuneSource, []);
        if (key === null) return;
        try {
          const runs = await shelf.list(key);
          if (get().catalogue !== key) return; // another was opened meanwhile
          set({ runs });
          const last = runs.find(run => run.finished);
          if (last) await get().show(last.key);
        } catch (error) {
          set({ runs: [], failure: `Earlier runs could not be read: ${sentenceOf(error)}` });
        }
      },
      async begin(question, recipe, name) {
        const key = clients.newKey();
        await work(key, 'training', `Train ${name}`, async job => {
          const { run, shown } = await beginning(key, question, recipe, name, job);
          put(run);
          set({ shown: key, answers: null });
          publish();
          try {
            await shelf.put(run);
            await train(run, shown, undefined, job);
          } catch (error) {
            if (runOf(key)?.epochs.length === 0) await forget(key); // nothing was learnt: nothing to keep
            throw error;
          }
        });
        if (runOf(key)?.finished) await predict(key);
      },
      async resume(key) {
        const run = runOf(key);
        if (!run || run.finished) return;
        await work(key, 'training', `Train ${run.name}`, async job => {
          const { rowOf } = catalogue.getState();
          const rows = Uint32Array.from(run.galaxyIds, id => rowOf(id) ?? 0xffffffff);
          const control = { signal: job.signal, onProgress: job.report };
          const shown = await showGalaxies(clients, representations, run, rows, control);
          if (shown.rows.length !== rows.length) {
            throw new Error('Some of its images can no longer be read: train it anew.');
          }
          set({ shown: key, answers: null });
          await train(run, shown, await shelf.state(key), job);
        });
        if (runOf(key)?.finished) await predict(key);
      },
      stop() {
        const { work: present } = get();
        if (present) jobs.getState().cancel(present.jobId);
      },
      pause() {
        const { work: present } = get();
        const job = jobs.getState().jobs.find(({ id }) => id === present?.jobId);
        if (job?.paused) jobs.getState().resume(job.id);
        else if (job) jobs.getState().pause(job.id);
      },
      async show(key) {
        set({ shown: key, answers: null });
        publish();
        const answers = key === null ? undefined : await shelf.answers(key);
        if (get().shown !== key) return;
        set({ answers: answers ?? null });
        publish();
      },
      async rename(key, name) {
        const run = runOf(key);
        if (!run || name.trim() === '') return;
        const renamed = { ...run, name: name.trim() };
        set({ runs: (get().runs ?? []).map(each => (each.key === key ? renamed : each)) });
        if (get().shown === key) publish();
        await shelf.put(renamed);
      },
      async remove(key) {
        if (get().work?.key === key) get().stop();
        const removed = await forget(key);
        if (!removed) return;
        notices.getState().say(`The run “${removed.run.name}” was deleted.`, {
          undo() {
            void shelf.restore(removed).then(async () => {
              set({ runs: await shelf.list(removed.run.catalogue) });
              await get().show(key);
            });
          },
        });
      },
      predictAll: predict,
      async redraw(key) {
        const { representation } = session.representation.getState();
        const file = await get().file(key);
        if (!get().former && representation) set({ former: representation.weights });
        await clients.represent(file);
      },
      async restoreMap() {
        const { former } = get();
        if (former === null) return;
        set({ former: null });
        await clients.representAs(former);
      },
      async file(key) {
        const run = runOf(key);
        const blob = await shelf.file(key);
        if (!run || !blob) throw new Error('This run has no network yet: finish its training first.');
        return new File([blob], `${fileName(run.name)}.safetensors`);
      },
    };

    async function forget(key: string) {
      const removed = await shelf.remove(key);
      set({ runs: (get().runs ?? []).filter(run => run.key !== key) });
      if (get().shown === key) await get().show(get().runs?.find(run => run.finished)?.key ?? null);
      return removed;
    }

    async function beginning(key: string, question: Question, recipe: Recipe, name: string, job: JobHandle) {
      const { catalogue: opened } = catalogue.getState();
      const home = get().catalogue;
      if (!opened || home === null) throw new Error('There is no catalogue to train on: open one first.');
      const control = { signal: job.signal, onProgress: job.report };
      const options = optionsOf(recipe);
      const keptViews = keptViewsOf(recipe);
      const views = {
        ...(recipe.augmentation && { augmentation: recipe.augmentation }),
        ...(keptViews !== undefined && { keptViews }),
      };
      const showing = { weights: recipe.start, options, ...views };
      const shown = await showGalaxies(clients, representations, showing, answeredRows(question), control);
      const run: FinetuneRun = {
        key,
        catalogue: home,
        name,
        question: question.name,
        ...showing,
        ...planTraining(question, shown.rows, opened.ids, recipe),
        epochs: [],
        finished: false,
        figures: [],
        changedMs: clients.clock(),
      };
      return { run, shown };
    }
  });
}

/** A name that any file system takes. */
export function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim() || 'run';
}
