import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { MapCamera } from '../../contracts/kept.ts';
import { keyOfCatalogue } from '../../data/catalogues/catalogueKey.ts';
import { ruleColumns } from '../../data/catalogues/columnLabels.ts';
import { rowsOf } from '../../maths/catalogue/rowMask.ts';
import { createCrossFilter } from '../../maths/filters/crossFilter.ts';
import { ruleOfFilters } from '../../maths/filters/filterRule.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Session } from '../../session/session.ts';
import { type HashState, skyKey, writeHash } from './hashState.ts';

const mostIds = 200; // a link of more is cut off by programs that people paste it into

/** A link that shows another person, or the same one tomorrow, what is on screen. */
interface ViewLink {
  hash: string;
  /** What of the view no link can say, as sentences. */
  left: string[];
}

/** @param room name of the open room */
export function viewLink(session: Session, room: string | null): ViewLink {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) return { hash: '', left: [] };
  const left: string[] = [];
  const { row, rows, words } = session.selection.getState();
  const filter = ruleOfFilters(session.filters.getState().filters);
  if (filter === null) left.push('The filters cannot be written as a rule and are left out.');
  let selected: Pick<HashState, 'ids' | 'rule'> = {};
  if (rows.length > 0 && selects(session, words, rows)) selected = { rule: words };
  else if (rows.length > mostIds)
    left.push(
      `The selection is left out: a link holds a rule, or up to ${mostIds} galaxies; keep it as a set instead.`,
    );
  else if (rows.length > 0) selected = { ids: Array.from(rows, each => catalogue.ids.at(each)).join('\n') };
  const { camera } = session.camera.getState();
  const hash = writeHash({
    catalogue: isSky(catalogue) ? skyKey : keyOfCatalogue(catalogue),
    galaxy: row === null ? undefined : catalogue.ids.at(row),
    room: room ?? undefined,
    colour: session.columns.getState().painted ?? undefined,
    filter: filter ?? undefined,
    ...selected,
    view: camera
      ? [camera.x, camera.y, camera.zoom].map(each => Number(each.toPrecision(6))).join(',')
      : undefined,
  });
  return { hash, left };
}

function isSky({ components, simulated }: OpenedCatalogue): boolean {
  return components !== undefined && simulated;
}

/** Whether words are a rule that selects these very rows. */
function selects({ columns, catalogue }: Session, words: string, rows: Uint32Array): boolean {
  try {
    const rowCount = catalogue.getState().catalogue?.rowCount ?? 0;
    const filter = { kind: 'rule' as const, text: words };
    const found = rowsOf(
      createCrossFilter(rowCount).apply([filter], ruleColumns(columns.getState().columns)),
    );
    return found.length === rows.length && found.every((row, i) => row === rows[i]);
  } catch {
    return false;
  }
}

/** The sentence for a link that is about another catalogue than the open one; null where it is not. @param key of a catalogue */
export function otherCatalogue(session: Session, key: string | undefined): string | null {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue || key === undefined) return null;
  if (key === skyKey)
    return isSky(catalogue)
      ? null
      : `This link shows a part of the embedded sky; go back to it to see that. ${catalogue.name} is open.`;
  if (key === keyOfCatalogue(catalogue)) return null;
  const name = key.slice(0, Math.max(0, key.lastIndexOf(' '))) || key;
  return `This link shows a part of ${name}; open its file to see that. ${catalogue.name} is open.`;
}

/** Puts filter, selection and camera of a link into the session. @returns what does not fit the open catalogue, as sentences */
export function restoreLink(
  session: Session,
  { catalogue: key, filter, rule, ids, view }: HashState,
): string[] {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) return [];
  const other = otherCatalogue(session, key);
  if (other !== null) return [other];
  const problems: string[] = [];
  const columns = ruleColumns(session.columns.getState().columns);
  const passing = (text: string) =>
    createCrossFilter(catalogue.rowCount).apply([{ kind: 'rule', text }], columns);
  if (filter !== undefined) {
    try {
      session.filters.getState().filter([{ kind: 'rule', text: filter }], passing(filter));
    } catch (error) {
      problems.push(`The filter of this link was ignored: ${sentenceOf(error)}.`);
    }
  }
  if (rule !== undefined) {
    try {
      session.selection.getState().chooseMany(rowsOf(passing(rule)), rule, 'new');
    } catch (error) {
      problems.push(`The selection of this link was ignored: ${sentenceOf(error)}.`);
    }
  } else if (ids !== undefined) {
    const wanted = ids.split('\n');
    const rows = wanted.map(id => catalogue.ids.find(id)).filter(row => row !== undefined);
    session.selection.getState().chooseMany(Uint32Array.from(new Set(rows)).sort(), 'link', 'new');
    const missing = wanted.length - rows.length;
    if (missing > 0)
      problems.push(
        `${missing} of the ${wanted.length} galaxies this link selects are not in ${catalogue.name}.`,
      );
  }
  if (view !== undefined) {
    const camera = cameraOf(view);
    if (camera) session.camera.getState().ask(camera);
    else problems.push('The part of the map this link shows was ignored: need three numbers, x,y,zoom.');
  }
  return problems;
}

function cameraOf(view: string): MapCamera | null {
  const numbers = view.split(',').map(Number);
  if (numbers.length !== 3 || !numbers.every(Number.isFinite)) return null;
  const [x, y, zoom] = numbers;
  return { x, y, zoom };
}
