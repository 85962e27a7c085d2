import type { Document, Node } from 'yaml';
import { UnreadableError } from '../bytes/unreadable.ts';

/** An array as the tree of an ASDF file describes it. */
export interface DescribedArray {
  /** Keys and places from the root: "/image", "/list/0/a". */
  path: string;
  /** Block it lies in; a text for another file; undefined where its values are in the tree. */
  source?: unknown;
  /** Values in the tree, nested. */
  inline?: unknown;
  datatype?: unknown;
  byteorder?: unknown;
  shape?: unknown;
  offset?: unknown;
  strides?: unknown;
}

const arrayTag = /(^|[/:!])core\/ndarray-\d+\.\d+\.\d+$/;
const mostDepth = 100;

/**
 * The arrays in the YAML tree of an ASDF file; everything else in it is passed over.
 *
 * @throws UnreadableError where it is no YAML
 */
export async function arraysOfTree(text: string, name: string): Promise<DescribedArray[]> {
  const { isAlias, isMap, isNode, isScalar, isSeq, parseDocument } = await import('yaml'); // few files need it
  let document: Document;
  try {
    document = parseDocument(text, { logLevel: 'silent', version: '1.1' });
  } catch {
    throw unreadable(name);
  }
  if (document.errors.length > 0) throw unreadable(name);
  const arrays: DescribedArray[] = [];
  const plain = (node: unknown) => (isNode(node) ? node.toJS(document, { maxAliasCount: 100 }) : node);
  const look = (node: unknown, path: string, depth: number): void => {
    if (depth > mostDepth || !isNode(node) || isAlias(node)) return; // what an alias means is looked at where it stands
    if (isArray(node)) {
      if (isMap(node)) {
        const fields = plain(node) as Record<string, unknown>;
        arrays.push({ ...fields, inline: fields.data, path });
      } else arrays.push({ path, inline: plain(node) });
    } else if (isMap(node)) {
      for (const { key, value } of node.items)
        look(value, `${path}/${isScalar(key) ? key.value : key}`, depth + 1);
    } else if (isSeq(node)) {
      for (const [i, item] of node.items.entries()) look(item, `${path}/${i}`, depth + 1);
    }
  };
  look(document.contents, '', 0);
  return arrays;
}

function isArray({ tag }: Node): boolean {
  return tag !== undefined && arrayTag.test(tag);
}

function unreadable(name: string): UnreadableError {
  return new UnreadableError(`${name} has a tree that is no YAML, or is damaged: fetch it again.`);
}
