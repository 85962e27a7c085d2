import type { IngestProblem } from '../../contracts/ingest.ts';
import type { CatalogueContents } from '../images/storedImage.ts';
import type { Origin } from '../weights/shelf/shippedHashes.ts';

/** Representations join only where all parts have them, of one length and by the same weights. */
export function joinEmbeddings(
  parts: readonly CatalogueContents[],
  name: string,
  problems: IngestProblem[],
): Pick<CatalogueContents, 'embedding' | 'embeddingRows' | keyof Origin> {
  const held = parts.flatMap(part => part.embedding ?? []);
  if (held.length === 0) return {};
  const [{ columns }] = held;
  const origin = originOfPart(parts[0]);
  if (
    held.length < parts.length ||
    held.some(m => m.columns !== columns) ||
    parts.some(part => JSON.stringify(originOfPart(part)) !== JSON.stringify(origin))
  ) {
    problems.push({
      sentence: `Representations in the files of ${name} are not used: they are not in every file or not by the same weights; they will be computed instead.`,
    });
    return {};
  }
  const rows = held.reduce((sum, matrix) => sum + matrix.rows, 0);
  const values = new Float32Array(rows * columns);
  let at = 0;
  for (const matrix of held) {
    values.set(matrix.values, at);
    at += matrix.values.length;
  }
  return { embedding: { rows, columns, values }, embeddingRows: joinRows(parts), ...origin };
}

function originOfPart({ weights, weightsSha256, formerWeights }: CatalogueContents): Origin {
  return { weights, weightsSha256, formerWeights };
}

/** Which rows of the whole have a vector; undefined where all have. */
function joinRows(parts: readonly CatalogueContents[]): Uint32Array | undefined {
  if (parts.every(part => part.embeddingRows === undefined)) return undefined;
  let start = 0;
  const rows = parts.flatMap(part => {
    const own = Array.from(part.embeddingRows ?? new Uint32Array(part.rowCount).keys(), row => row + start);
    start += part.rowCount;
    return own;
  });
  return Uint32Array.from(rows);
}
