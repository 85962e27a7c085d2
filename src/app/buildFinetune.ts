import type { Remote } from 'comlink';
import { catalogueKey } from '../data/catalogues/catalogueKey.ts';
import { createFinetuneDatabase } from '../data/runs/finetuneDatabase.ts';
import { randomWeightsName, shippedWeights } from '../data/weights/shelf/shippedWeights.ts';
import { createFinetune, type Finetune } from '../features/finetune/finetune.ts';
import type { FinetuneCalls } from '../features/finetune/training/finetuneClients.ts';
import { openWeights } from '../features/models/openWeights.ts';
import type { Session } from '../session/session.ts';
import type { FinetuneDoor } from './openFinetune.ts';

const titles: Record<string, string> = {
  galaxy: 'Galaxies',
  imagenet: 'ImageNet',
  [randomWeightsName]: 'Random weights',
};

/** The stores of the Fine-tune room on this browser's database, with a tensor worker of their own. */
export function buildFinetune({
  session,
  models,
  openLibrary,
  openLine,
  tensor,
  pixels,
}: FinetuneDoor): Finetune {
  const line = openLine();
  const own: readonly string[] = [...shippedWeights, randomWeightsName];
  const finetune = createFinetune({
    session,
    shelf: createFinetuneDatabase(),
    tensor: {
      async loadEncoder(weights, control) {
        line.prefer((await tensor.report()).chosen);
        return line.loadEncoder(weights, control);
      },
      // The one script behind every tensor worker trains as well as it embeds.
      call: make => line.call(api => make(api as unknown as Remote<FinetuneCalls>)),
      end: line.end,
    },
    pixels,
    async weights(name) {
      if (own.includes(name)) return name;
      const file = await (await openLibrary()).getState().encoderFile(name);
      if (!file)
        throw new Error(`The weights “${name}” are not in this browser: fetch them in the Models dialog.`);
      return file;
    },
    async starts() {
      const library = (await openLibrary()).getState();
      if (library.files === null) await library.refresh();
      const { files, visiting } = (await openLibrary()).getState();
      const others = [...(files ?? []).filter(file => file.complete), ...visiting];
      return [
        ...own.map(name => ({ name, title: titles[name] ?? name })),
        ...others.map(({ name }) => ({ name, title: name.replace(/^file:/, '') })),
      ];
    },
    async represent(file) {
      await openWeights(models, await openLibrary(), file);
    },
    representAs: name => models.getState().use(name),
    clock: () => Date.now(),
    newKey: () => crypto.randomUUID(),
  });
  followCatalogue(session, finetune);
  return finetune;
}

function followCatalogue({ catalogue }: Session, finetune: Finetune): void {
  function follow(): void {
    const { catalogue: now } = catalogue.getState();
    void finetune.open(now ? catalogueKey(now.name, now.ids) : null);
  }
  catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) follow();
  });
  follow();
}
