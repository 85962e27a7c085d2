import type { SchemaTree } from 'hyparquet';
import type { IngestProblem } from '../../contracts/ingest.ts';
import type { ParquetFile } from './parquetFile.ts';

/** What each top-level column of a Parquet file is for; told from its schema alone. */
export interface ParquetRoles {
  /** Column of images: struct{bytes, path} or plain bytes. */
  image?: string;
  /** Lists of numbers that are representations or their components. */
  vectors: ('embedding' | 'pca')[];
  /** Column of lists that hold what a head said; the file's notes say which head. */
  answers?: string;
  /** Columns read as values; `single` where 32 bits hold them. */
  plain: { name: string; single: boolean }[];
  /** Columns of shapes nothing can be done with, told and left out. */
  problems: IngestProblem[];
}

const imageNames = ['image', 'image_bytes', 'images', 'img', 'jpeg', 'jpg', 'png', 'cutout', 'thumbnail'];
/** Unmarked bytes longer than this on average are a blob, not a word. */
const longestWordBytes = 1024;

export function rolesOf(file: ParquetFile): ParquetRoles {
  const image = imageFieldOf(file.fields);
  const roles: ParquetRoles = { image, vectors: [], plain: [], problems: [] };
  for (const field of file.fields) {
    const name = field.element.name;
    if (name === image) continue;
    if (isNumberList(field)) {
      if (name === 'embedding' || name === 'pca') roles.vectors.push(name);
      else if (name === 'predicted') roles.answers = name;
      else roles.problems.push(leftOut(file, name, 'a list of numbers'));
    } else if (field.children.length > 0 || field.element.repetition_type === 'REPEATED') {
      roles.problems.push(leftOut(file, name, isBytesStruct(field) ? 'a second image' : 'nested'));
    } else if (isBareBytes(field) && meanBytes(file, name) > longestWordBytes) {
      roles.problems.push(leftOut(file, name, 'bytes without a meaning'));
    } else {
      const single = field.element.type === 'FLOAT' || field.element.type === 'BOOLEAN' || isHalfFloat(field);
      roles.plain.push({ name, single });
    }
  }
  return roles;
}

function imageFieldOf(fields: SchemaTree[]): string | undefined {
  const named = (accepts: (field: SchemaTree) => boolean) =>
    imageNames.find(name => fields.some(f => f.element.name.toLowerCase() === name && accepts(f)));
  const name = named(isBytesStruct) ?? named(isBareBytes);
  const field = name
    ? fields.find(f => f.element.name.toLowerCase() === name && (isBytesStruct(f) || isBareBytes(f)))
    : fields.find(isBytesStruct);
  return field?.element.name;
}

function isBytesStruct(field: SchemaTree): boolean {
  return field.children.some(child => child.element.name === 'bytes' && isBareBytes(child));
}

function isBareBytes({ children, element }: SchemaTree): boolean {
  const marked = element.converted_type !== undefined || element.logical_type !== undefined;
  return children.length === 0 && element.type === 'BYTE_ARRAY' && !marked;
}

function isHalfFloat({ element }: SchemaTree): boolean {
  return element.logical_type?.type === 'FLOAT16';
}

/** A list (three levels, or two in old files) whose leaves are floats. */
function isNumberList(field: SchemaTree): boolean {
  if (field.element.converted_type !== 'LIST' && field.element.logical_type?.type !== 'LIST') return false;
  let leaf = field;
  while (leaf.children.length === 1) leaf = leaf.children[0];
  const { type } = leaf.element;
  return leaf.children.length === 0 && (type === 'FLOAT' || type === 'DOUBLE' || isHalfFloat(leaf));
}

function meanBytes(file: ParquetFile, name: string): number {
  let bytes = 0;
  for (const group of file.metadata.row_groups) {
    const chunk = group.columns.find(c => c.meta_data?.path_in_schema[0] === name);
    bytes += Number(chunk?.meta_data?.total_uncompressed_size ?? 0);
  }
  return bytes / file.rowCount;
}

function leftOut(file: ParquetFile, name: string, what: string): IngestProblem {
  return {
    sentence: `Column ${name} of ${file.name} is left out: it is ${what}, and only single values are shown.`,
  };
}
