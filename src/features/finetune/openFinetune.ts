import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { keyOfCatalogue } from '../../data/catalogues/catalogueKey.ts';
import { createPeopleDatabase } from '../../data/people/peopleDatabase.ts';
import { createFinetuneDatabase } from '../../data/runs/finetuneDatabase.ts';
import { createRunLocks } from '../../data/runs/runLocks.ts';
import { efficientNetBlockCount, trainableBlocks } from '../../data/weights/formats/trainableBlocks.ts';
import { freshStartOf, freshStarts } from '../../maths/architectures/freshStart.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import { guardUnsavedPeople } from '../../session/people/guardPeople.ts';
import type { Session } from '../../session/session.ts';
import { createFinetune, type Finetune } from './finetune.ts';
import { teachClass } from './labels/teachClass.ts';
import type { StartChoice } from './training/finetuneClients.ts';

/** What the Fine-tune room needs of the house. */
export type FinetuneNeeds = Pick<
  HouseServices,
  'session' | 'encoders' | 'tensor' | 'openTensorClient' | 'pixels'
>;

/** The stores of the Fine-tune room on this browser's database, with a tensor worker of their own. */
export function openFinetune({
  session,
  encoders,
  tensor,
  openTensorClient,
  pixels,
}: FinetuneNeeds): Finetune {
  const own = openTensorClient();
  const finetune = createFinetune({
    session,
    shelf: createFinetuneDatabase(),
    peopleShelf: createPeopleDatabase(),
    locks: createRunLocks('finetune'),
    tensor: {
      async loadEncoder(weights, control) {
        own.prefer((await tensor.report()).chosen);
        return own.loadEncoder(weights, control);
      },
      call: own.call,
      end: own.end,
    },
    pixels,
    weights: async name => (freshStartOf(name) ? name : encoders.weights(name)),
    starts: async () => [
      ...(await Promise.all((await encoders.starts()).map(start => withBlocks(start, encoders)))),
      ...freshStarts.map(({ name, title }) => ({ name, title })),
    ],
    represent: encoders.representWithFile,
    representAs: encoders.representWith,
    clock: () => Date.now(),
    newKey: () => crypto.randomUUID(),
  });
  const opened = followCatalogue(session, finetune);
  followHandover(session, finetune, opened);
  guardUnsavedLabels(finetune);
  guardUnsavedPeople(finetune.people);
  return finetune;
}

/** A start with the number of its blocks, as far as that is told before it is loaded. */
async function withBlocks(
  start: Pick<StartChoice, 'name' | 'title'>,
  encoders: Pick<HouseServices['encoders'], 'weights'>,
): Promise<StartChoice> {
  const weights = await encoders.weights(start.name).catch(() => undefined); // told when it is to be loaded
  if (weights === undefined) return start;
  // The weights that the app ships, and the random ones, are EfficientNet-Lites.
  const blocks = typeof weights === 'string' ? efficientNetBlockCount : await trainableBlocks(weights.blob);
  return blocks === undefined ? start : { ...start, blocks };
}

/** Keeps labels from being lost with the page: closing asks first while one is not saved, and tries again what failed. */
function guardUnsavedLabels({ labelling }: Pick<Finetune, 'labelling'>, page: EventTarget = window): void {
  page.addEventListener('beforeunload', event => {
    if (labelling.getState().saved === 'yes') return;
    labelling.getState().flush();
    event.preventDefault();
  });
  page.addEventListener('pagehide', () => labelling.getState().flush());
}

/** Takes galaxies that are to be a class, or to be labelled, once the labels given before are there. */
function followHandover(session: Session, finetune: Finetune, opened: () => Promise<void>): void {
  async function take(): Promise<void> {
    await opened();
    const handed = session.handover.getState().take('teach', 'label');
    if (!handed) return;
    finetune.recipe.getState().go('labels');
    if (handed.column !== undefined) {
      finetune.labelling.getState().choose({ kind: 'column', column: handed.column, asNumber: false });
      return;
    }
    finetune.labelling.getState().choose({ kind: 'hand' });
    if (handed.verb === 'teach') teachClass(session, finetune, handed);
  }
  session.handover.subscribe(({ waiting }) => waiting && void take());
  void take();
}

/** @returns resolves once what is saved for the catalogue that is open now has been read */
function followCatalogue({ catalogue }: Session, finetune: Finetune): () => Promise<void> {
  let opened: Promise<void> = Promise.resolve();
  function follow(before: OpenedCatalogue | null): void {
    const { catalogue: now } = catalogue.getState();
    const key = now && keyOfCatalogue(now);
    const isLonger =
      before !== null && keyOfCatalogue(before) === key && (now?.rowCount ?? 0) > before.rowCount;
    opened = finetune.open(key, isLonger);
  }
  catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) follow(before.catalogue);
  });
  window.addEventListener('focus', () => void finetune.labelling.getState().readAgain());
  follow(null);
  return () => opened;
}
