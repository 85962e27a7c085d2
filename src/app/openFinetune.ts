import type { Finetune } from '../features/finetune/finetune.ts';
import type { FinetuneClients } from '../features/finetune/training/finetuneClients.ts';
import type { LibraryStore } from '../features/models/libraryStore.ts';
import type { ModelsStore } from '../features/models/modelsStore.ts';
import type { TensorLine } from '../rpc/tensorClient.ts';
import type { Session } from '../session/session.ts';

/** What the Fine-tune room needs of the house. */
export interface FinetuneDoor {
  session: Session;
  models: ModelsStore;
  openLibrary(): Promise<LibraryStore>;
  /** A tensor worker of its own: a long training must not hold up the others. */
  openLine(): TensorLine;
  /** The app's own, which knows the backend that is best here. */
  tensor: TensorLine;
  pixels: FinetuneClients['pixels'];
}

/** The stores of the Fine-tune room, their code fetched when the room is first entered. */
export function finetuneDoor(door: FinetuneDoor): () => Promise<Finetune> {
  let opened: Promise<Finetune> | undefined;
  return () => {
    opened ??= import('./buildFinetune.ts').then(code => code.buildFinetune(door));
    opened.catch(() => {
      opened = undefined; // its code did not come: asked for again next time
    });
    return opened;
  };
}
