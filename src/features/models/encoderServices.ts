import { randomWeightsName, shippedWeights } from '../../data/weights/shelf/shippedWeights.ts';
import type { EncoderServices } from '../../session/houseServices.ts';
import type { LibraryStore } from './libraryStore.ts';
import type { ModelsStore } from './modelsStore.ts';

/** Names of the weights that need no file: beside the app, and drawn by a seed. The default first. */
export const ownWeights: readonly string[] = [...shippedWeights, randomWeightsName];

const titles: Record<string, string> = {
  galaxy: 'Galaxies',
  small: 'Galaxies, small',
  imagenet: 'ImageNet',
  [randomWeightsName]: 'Random weights',
};

/** The networks as the other rooms use them. @param openLibrary loads the list of the weights in this browser */
export function createEncoderServices(
  models: ModelsStore,
  openLibrary: () => Promise<LibraryStore>,
): EncoderServices {
  return {
    load: control => models.getState().load(control),
    async weights(name) {
      if (ownWeights.includes(name)) return name;
      const file = await (await openLibrary()).getState().encoderFile(name);
      if (!file)
        throw new Error(`The weights “${name}” are not in this browser: fetch them in the Models dialog.`);
      return file;
    },
    async starts() {
      const library = await openLibrary();
      if (library.getState().files === null) await library.getState().refresh();
      const { files, visiting } = library.getState();
      const others = [...(files ?? []).filter(file => file.complete), ...visiting];
      return [
        ...ownWeights.map(name => ({ name, title: titles[name] ?? name })),
        ...others.map(({ name }) => ({ name, title: name.replace(/^file:/, '') })),
      ];
    },
    representWith: name => models.getState().use(name),
    async representWithFile(file) {
      const { openWeights } = await import('./openWeights.ts');
      await openWeights(models, await openLibrary(), file);
    },
  };
}
