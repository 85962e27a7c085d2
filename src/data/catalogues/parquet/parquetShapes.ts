import type { SchemaTree } from 'hyparquet';

/** struct{bytes, …}: an image as Hugging Face and Galaxy Zoo write it. */
export function isBytesStruct(field: SchemaTree): boolean {
  return field.children.some(child => child.element.name === 'bytes' && isBareBytes(child));
}

/** Bytes that are not marked as text or anything else. */
export function isBareBytes({ children, element }: SchemaTree): boolean {
  const marked = element.converted_type !== undefined || element.logical_type !== undefined;
  return children.length === 0 && element.type === 'BYTE_ARRAY' && !marked;
}

/** 16-bit floats. */
export function isHalfFloat({ element }: SchemaTree): boolean {
  return element.logical_type?.type === 'FLOAT16';
}

/** A list (three levels, or two in old files) whose leaves are floats. */
export function isNumberList(field: SchemaTree): boolean {
  if (!isList(field)) return false;
  const leaf = leafOf(field);
  const { type } = leaf.element;
  return (
    depthOf(field) === 1 &&
    leaf.children.length === 0 &&
    (type === 'FLOAT' || type === 'DOUBLE' || isHalfFloat(leaf))
  );
}

/** A list, of anything. */
export function isList({ element }: SchemaTree): boolean {
  return element.converted_type === 'LIST' || element.logical_type?.type === 'LIST';
}

/** The innermost column: follows single members down as far as they go. */
export function leafOf(field: SchemaTree): SchemaTree {
  let leaf = field;
  while (leaf.children.length === 1) leaf = leaf.children[0];
  return leaf;
}

/** How many lists are nested in each other. */
export function depthOf(field: SchemaTree): number {
  let depth = 0;
  for (
    let at: SchemaTree | undefined = field;
    at;
    at = at.children.length === 1 ? at.children[0] : undefined
  ) {
    if (isList(at)) depth++;
  }
  return depth;
}

/** A list of struct{bytes, path}. */
export function isImageList(field: SchemaTree): boolean {
  const element = field.children[0]?.children[0];
  return isList(field) && element !== undefined && isBytesStruct(element);
}
