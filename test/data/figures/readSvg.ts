import { SaxesParser } from 'saxes';

/** An element of a parsed document. */
interface ReadElement {
  name: string;
  attributes: Record<string, string>;
  /** Its own, without that of its children. */
  text: string;
}

/** Every element of an XML text, in order. @throws Error where it is not well formed */
export function readElements(text: string): ReadElement[] {
  const found: ReadElement[] = [];
  const open: ReadElement[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    found.push(element);
    open.push(element);
  });
  parser.on('text', words => {
    const last = open.at(-1);
    if (last) last.text += words;
  });
  parser.on('closetag', () => open.pop());
  parser.on('error', error => {
    throw error;
  });
  parser.write(text).close();
  return found;
}

/** The notes a figure carries. */
export function notesInFigure(elements: readonly ReadElement[]): Record<string, string> {
  return Object.fromEntries(
    elements.filter(({ name }) => name === 'note').map(({ attributes, text }) => [attributes.name, text]),
  );
}
