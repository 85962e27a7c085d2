import type { EncoderFile } from '../../contracts/tensor.ts';
import { publishedNamed } from './publishedEncoders.ts';

const credit =
  'Weights: Zoobot, Mike Walmsley and the Galaxy Zoo team (Walmsley et al. 2023, JOSS 8, 5312), taught by Galaxy Zoo’s volunteers.';

/** What a file of weights is called in the interface. */
export function titleOf(name: string): string {
  return publishedNamed(name)?.title ?? name.replace(/^file:/, '');
}

/** A file with what its card should say of it. */
export function encoderFileOf(name: string, fileName: string, blob: Blob): EncoderFile {
  const published = publishedNamed(name);
  if (!published) {
    return {
      name,
      title: titleOf(name),
      description: 'A file from this machine; what it was trained on is not known here.',
      licence: 'not stated',
      credit: '',
      fileName,
      blob,
    };
  }
  const { title, notes, licence, repository } = published;
  const description = `Trained on the answers of Galaxy Zoo’s volunteers and published on Hugging Face. ${notes}`;
  return { name, title, description, licence, credit, repository, fileName, blob };
}
