import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Column } from '../../../contracts/column.ts';
import type { SurveyColumn } from '../../../contracts/survey.ts';
import { ruleColumns } from '../../../data/catalogues/columnLabels.ts';
import type { RuleColumn } from '../../../maths/catalogue/columnRule.ts';
import {
  type CrossFilter,
  createCrossFilter,
  filterKey,
  type LinkedHistogram,
} from '../../../maths/filters/crossFilter.ts';
import type { Filter } from '../../../maths/filters/filter.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { isPart } from '../../../ui/text/catalogueCount.ts';
import { wordsOfFilter } from './filterWords.ts';
import { inSurveyBins, surveyHistogram } from './surveyHistogram.ts';

/** State of {@link createFilterPanelStore}. */
interface FilterPanelState {
  /** Names of the columns on show, in order. */
  shown: readonly string[];
  /** By column name. */
  histograms: ReadonlyMap<string, LinkedHistogram>;
  /** Why the last filter could not be applied, as a sentence; those before it still are. */
  failure: string | null;
  /** Shows a column, or takes it and its filter away. */
  show(column: string): void;
  hide(column: string): void;
  /** Puts a filter in the place of that of the same column. */
  put(filter: Filter): void;
  /** Takes one filter away, by {@link filterKey}. */
  drop(key: string): void;
  /** Puts these in the place of all: filters that were kept. */
  putAll(filters: readonly Filter[]): void;
  clear(): void;
}

/** Holds the columns on show and their linked histograms. */
export type FilterPanelStore = StoreApi<FilterPanelState>;

const firstColumns = 3; // fit the panel beneath the selection

/** Filters of the open catalogue: computes what passes, for the session, and the histograms that are linked by it. */
export function createFilterPanelStore({ catalogue, columns, filters: passing }: Session): FilterPanelStore {
  let cross: CrossFilter = createCrossFilter(0);
  let touched = false; // until a person chooses columns, the painted one is on show

  return createStore<FilterPanelState>((set, get) => {
    /** How a survey spreads its columns, where the open catalogue is a part of one. */
    function surveyColumns(): ReadonlyMap<string, SurveyColumn> {
      const { catalogue: open } = catalogue.getState();
      const part = open && isPart(open) ? open.tiled : undefined;
      return new Map(part?.columns.map(column => [column.name, column]));
    }
    function usable(): RuleColumn[] {
      const survey = surveyColumns();
      return ruleColumns(columns.getState().columns).map(each => inSurveyBins(each, survey.get(each.name)));
    }

    /** Histograms of the columns on show, those gone left out: of a whole survey until something is filtered. */
    function count(): void {
      const shown = usable().filter(({ name }) => get().shown.includes(name));
      const survey = passing.getState().filters.length === 0 ? surveyColumns() : null;
      const histograms = cross.histograms(shown).map((loaded, i) => {
        const column = shown[i];
        const whole = survey?.get(column.name);
        return (
          (whole && surveyHistogram(loaded, whole, column.kind === 'words' ? column.words : null)) ?? loaded
        );
      });
      set({ histograms: new Map(shown.map(({ name }, i) => [name, histograms[i]])) });
    }

    function apply(filters: readonly Filter[]): void {
      try {
        const mask = cross.apply(filters, usable());
        set({ failure: null });
        passing.getState().filter(filters, filters.length === 0 ? null : mask);
      } catch (error) {
        set({ failure: sentenceOf(error) });
        cross.apply(passing.getState().filters, usable());
      }
      count();
    }

    /** Why a filter cannot be applied to the columns there are now; undefined where it can. */
    function hindrance(filter: Filter): string | undefined {
      try {
        createCrossFilter(0).apply([filter], usable());
      } catch (error) {
        return sentenceOf(error);
      }
    }

    /** Columns came or went: filters that lost theirs go with them. */
    function applyAgain(): void {
      const { filters } = passing.getState();
      apply(filters.filter(filter => !hindrance(filter)));
      const lost = filters.find(filter => filter.kind === 'rule' && hindrance(filter));
      if (lost) set({ failure: `“${wordsOfFilter(lost)}” filters no longer: ${hindrance(lost)}` });
    }

    const others = (key: string) => passing.getState().filters.filter(filter => filterKey(filter) !== key);
    function begin(): void {
      cross = createCrossFilter(catalogue.getState().catalogue?.rowCount ?? 0);
      touched = false;
      set({ shown: firstShown(columns.getState().columns, columns.getState().painted), failure: null });
      apply(passing.getState().filters);
    }

    catalogue.subscribe((now, before) => {
      if (now.catalogue !== before.catalogue) begin();
    });
    columns.subscribe((now, before) => {
      if (now.painted !== before.painted && !touched && passing.getState().filters.length === 0) {
        set({ shown: firstShown(now.columns, now.painted) });
        count();
      }
      if (now.columns === before.columns) return;
      set({ shown: get().shown.filter(name => now.columns.some(each => each.name === name)) });
      if (catalogue.getState().catalogue) applyAgain();
    });
    passing.subscribe((now, before) => {
      if (now.filters === before.filters || now.filters.length > 0) return;
      cross.apply([], []); // cleared elsewhere: the table, a palette
      count();
    });
    queueMicrotask(begin); // after the store has its first state

    return {
      shown: [],
      histograms: new Map(),
      failure: null,
      show(column) {
        touched = true;
        if (!get().shown.includes(column)) set({ shown: [...get().shown, column] });
        count();
      },
      hide(column) {
        touched = true;
        set({ shown: get().shown.filter(name => name !== column) });
        apply(others(column));
      },
      put(filter) {
        const key = filterKey(filter);
        if (filter.kind !== 'rule' && !get().shown.includes(key)) set({ shown: [...get().shown, key] });
        apply([...others(key), filter]);
      },
      drop: key => apply(others(key)),
      putAll(filters) {
        const named = filters.flatMap(filter => (filter.kind === 'rule' ? [] : [filter.column]));
        set({ shown: [...new Set([...get().shown, ...named])] });
        apply(filters);
      },
      clear: () => apply([]),
    };
  });
}

const skyPosition = /^_?(ra|dec|de)(_?(deg|j2000))?$/i; // a map of the sky is not what tells galaxies apart

/** The painted column, then those of the catalogue that stand under no heading of their own. */
function firstShown(columns: readonly Column[], painted: string | null): string[] {
  const own = columns
    .filter(({ kind, group, name }) => kind !== 'text' && group === undefined && !skyPosition.test(name))
    .map(({ name }) => name);
  const all = painted === null ? own : [painted, ...own];
  return [...new Set(all)].slice(0, firstColumns);
}
