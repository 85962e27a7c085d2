import type {
  PrototypeCard,
  PrototypeSet,
  ShippedPrototypes,
} from '../../../contracts/distillation/prototypes.ts';
import { readPrototypes } from '../../../data/runs/prototypeFiles.ts';

/** The prototype sets that come with the app; each file is fetched once. */
export interface PrototypeLibrary {
  /** The first is to be shown first. */
  names(): Promise<string[]>;
  /** What a set says of itself: title, classes, accuracies, source. */
  card(name: string): Promise<PrototypeCard>;
  /** The images of a set. Rejects with a sentence where they cannot be fetched or read. */
  set(name: string): Promise<PrototypeSet>;
}

/** @param folderUrl public/prototypes/ as it is served, absolute */
export function createPrototypeLibrary(folderUrl: string, fetchFile: typeof fetch): PrototypeLibrary {
  const kept = new Map<string, Promise<unknown>>();

  function once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const present = kept.get(key);
    if (present) return present as Promise<T>;
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key)); // a passing failure is not remembered
    return made;
  }

  async function fetched(file: string): Promise<Response> {
    const response = await fetchFile(new URL(file, folderUrl)).catch(() => undefined);
    if (!response?.ok) {
      throw new Error(
        `need ${file} from the app’s own address; got ${response ? `status ${response.status}` : 'no answer'}: try again`,
      );
    }
    return response;
  }

  const card = (name: string) =>
    once(`${name}.json`, async () => (await (await fetched(`${name}.json`)).json()) as PrototypeCard);
  return {
    names: () =>
      once(
        'index.json',
        async () => ((await (await fetched('index.json')).json()) as ShippedPrototypes).sets,
      ),
    card,
    set: name =>
      once(name, async () => {
        const own = await card(name);
        return readPrototypes(own, new Uint8Array(await (await fetched(own.images.file)).arrayBuffer()));
      }),
  };
}
