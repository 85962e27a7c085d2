import { fetchManifest } from '../../data/weights/formats/weightsFile.ts';
import { randomWeightsName, shippedWeights } from '../../data/weights/shelf/shippedWeights.ts';
import type { ModelFacts } from './ModelRow.tsx';

/** What the rows of the app's own weights say, from their manifests. A manifest that does not come leaves its name. */
export function shippedFacts(modelsUrl: string): Promise<ModelFacts[]> {
  const trained = shippedWeights.map(async (name): Promise<ModelFacts> => {
    try {
      const { title, architecture, dimension, bytes, licence } = await fetchManifest(name, modelsUrl);
      return { name, title, architecture, dimension, bytes, licence, notes: '' };
    } catch {
      return { name, title: name, notes: 'Its card could not be loaded.' };
    }
  });
  const random: ModelFacts = {
    name: randomWeightsName,
    title: 'Random weights',
    notes: 'Nothing learnt: a baseline to compare trained weights with.',
  };
  return Promise.all([...trained, random]);
}
