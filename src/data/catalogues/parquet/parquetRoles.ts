import type { SchemaElement, SchemaTree } from 'hyparquet';
import type { IngestProblem } from '../../../contracts/ingest.ts';
import type { ParquetFile } from './parquetFile.ts';
import {
  depthOf,
  isBareBytes,
  isBytesStruct,
  isHalfFloat,
  isImageList,
  isList,
  isNumberList,
  leafOf,
} from './parquetShapes.ts';

/** A column read as values. */
export interface PlainColumn {
  /** Its name in the file. */
  name: string;
  /** Its name in the app: a column without a name is called by its place. */
  shown: string;
  element: SchemaElement;
  /** Whether 32 bits hold its values. */
  single: boolean;
  /** The member that is read, where the column is a struct. */
  part?: string;
}

/** What each top-level column of a Parquet file is used as. */
export interface ParquetRoles {
  /** Column of images: struct{bytes, path} or plain bytes. */
  image?: string;
  /** Lists of numbers that are representations or their components. */
  vectors: ('embedding' | 'pca')[];
  /** Column of lists that hold a head's predictions; the file's notes say which head. */
  answers?: string;
  plain: PlainColumn[];
  /** Columns of unmarked bytes too long for words: images, or unusable. */
  blobs: string[];
  /** Columns whose shapes cannot be used; they are left out and reported. */
  problems: IngestProblem[];
}

const imageNames = ['image', 'image_bytes', 'images', 'img', 'jpeg', 'jpg', 'png', 'cutout', 'thumbnail'];
/** Usual names of representations in other software. */
const embeddingLike = /embed|feature|vector|representation/i;
const advice = ' (call it “embedding” to have it mapped)';
/** Unmarked bytes longer than this on average are a blob, not a word. */
const longestWordBytes = 1024;
const leastImageBytes = 16; // too few for more than a signature and a length

/**
 * Decides what each column of a Parquet file is read as, from its schema and metadata; no cell is read. A column that
 * cannot be shown becomes a problem, and nothing is thrown.
 */
export function rolesOf(file: ParquetFile): ParquetRoles {
  const found = imageFieldOf(file.fields);
  const pathsOnly = found !== undefined && isBytesStruct(found) && holdsPathsOnly(file, found);
  const image = pathsOnly ? undefined : found?.element.name;
  const roles: ParquetRoles = { image, vectors: [], plain: [], blobs: [], problems: [] };
  if (found && isImageList(found)) {
    roles.problems.push({
      sentence: `Column ${image} of ${file.name} holds lists of images: the first of each is used.`,
    });
  }
  for (const [place, field] of file.fields.entries()) {
    const { element } = field;
    const { name } = element;
    const shown = name.trim() === '' ? nameByPlace(file.fields, place) : name;
    if (name === image) continue;
    if (pathsOnly && field === found) {
      roles.plain.push({ name, shown, element, single: false, part: 'path' });
      roles.problems.push({
        sentence: `Column ${name} of ${file.name} holds paths of images only, not the images: write the file with the bytes in it (embed_external_files), or open the folder of images with this table beside it.`,
      });
    } else if (isNumberList(field)) {
      if (name === 'embedding' || name === 'pca') roles.vectors.push(name);
      else if (name === 'predicted') roles.answers = name;
      else
        roles.problems.push(
          leftOut(file, name, `a list of numbers${embeddingLike.test(name) ? advice : ''}`),
        );
    } else if (field.children.length > 0 || field.element.repetition_type === 'REPEATED') {
      roles.problems.push(leftOut(file, name, isBytesStruct(field) ? 'a second image' : shapeOf(field)));
    } else if (isBareBytes(field) && meanBytes(file, name) > longestWordBytes) {
      roles.blobs.push(name);
    } else {
      const single = field.element.type === 'FLOAT' || field.element.type === 'BOOLEAN' || isHalfFloat(field);
      roles.plain.push({ name, shown, element, single });
    }
  }
  return roles;
}

/** "column 6", as in tables of text; "column 6 (2)" where another column has that name. */
function nameByPlace(fields: readonly SchemaTree[], place: number): string {
  const base = `column ${place + 1}`;
  let name = base;
  for (let copy = 2; fields.some(({ element }) => element.name === name); copy++) name = `${base} (${copy})`;
  return name;
}

function imageFieldOf(fields: SchemaTree[]): SchemaTree | undefined {
  const named = (accepts: (field: SchemaTree) => boolean) =>
    imageNames.find(name => fields.some(f => f.element.name.toLowerCase() === name && accepts(f)));
  const name = named(isBytesStruct) ?? named(isBareBytes);
  return name
    ? fields.find(f => f.element.name.toLowerCase() === name && (isBytesStruct(f) || isBareBytes(f)))
    : (fields.find(isBytesStruct) ?? fields.find(isImageList));
}

/** Whether no row has bytes: by the nulls that its statistics count, or else because it has too few bytes for any image. */
function holdsPathsOnly(file: ParquetFile, { element }: SchemaTree): boolean {
  const chunks = file.metadata.row_groups.flatMap(group =>
    group.columns.flatMap(({ meta_data }) =>
      meta_data?.path_in_schema.join('.') === `${element.name}.bytes` ? [meta_data] : [],
    ),
  );
  const nulls = chunks.map(({ statistics }) => statistics?.null_count);
  if (nulls.every(count => count !== undefined)) {
    return nulls.reduce((sum, count) => sum + Number(count), 0) === file.rowCount;
  }
  const bytes = chunks.reduce((sum, { total_uncompressed_size }) => sum + Number(total_uncompressed_size), 0);
  return bytes / file.rowCount < leastImageBytes;
}

/** What a column is that does not hold single values, for the sentence that reports it. */
function shapeOf(field: SchemaTree): string {
  if (depthOf(field) > 1) return 'a list of lists';
  const { element, children } = leafOf(field);
  if (!isList(field) || children.length > 0) return 'nested';
  if (element.type !== 'INT32' && element.type !== 'INT64') return 'a list';
  const kind = element.converted_type?.replace('_', '').toLowerCase() ?? element.type.toLowerCase();
  const floats = embeddingLike.test(field.element.name) ? ' (representations are needed as floats)' : '';
  return `a list of whole numbers, ${kind}${floats}`;
}

function meanBytes(file: ParquetFile, name: string): number {
  let bytes = 0;
  for (const group of file.metadata.row_groups) {
    const chunk = group.columns.find(c => c.meta_data?.path_in_schema[0] === name);
    bytes += Number(chunk?.meta_data?.total_uncompressed_size ?? 0);
  }
  return bytes / file.rowCount;
}

/** The problem of a column that is not shown. @param what it is, for the sentence: "a list of texts" */
export function leftOut(file: ParquetFile, name: string, what: string): IngestProblem {
  return {
    sentence: `Column ${name} of ${file.name} is left out: it is ${what}, and only single values are shown.`,
  };
}
