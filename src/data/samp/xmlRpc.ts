import { SaxesParser } from 'saxes';
import { xmlText } from '../bytes/xmlText.ts';

/** What SAMP messages hold: texts, lists and maps of them (SAMP 1.3, 3.3). */
export type SampValue = string | readonly SampValue[] | { readonly [name: string]: SampValue };

/** A hub said no; its message is the hub's own words. */
export class SampFault extends Error {
  override readonly name = 'SampFault';
}

/** A call of XML-RPC. @param method "samp.webhub.register" */
export function writeCall(method: string, params: readonly SampValue[]): string {
  const written = params.map(param => `<param>${writeValue(param)}</param>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<methodCall><methodName>${xmlText(method)}</methodName><params>${written}</params></methodCall>`;
}

function writeValue(value: SampValue): string {
  if (typeof value === 'string') return `<value><string>${xmlText(value)}</string></value>`;
  if (isList(value)) return `<value><array><data>${value.map(writeValue).join('')}</data></array></value>`;
  const members = Object.entries(value).map(
    ([name, each]) => `<member><name>${xmlText(name)}</name>${writeValue(each)}</member>`,
  );
  return `<value><struct>${members.join('')}</struct></value>`;
}

function isList(value: SampValue): value is readonly SampValue[] {
  return Array.isArray(value);
}

type Open =
  | { kind: 'value'; found?: SampValue }
  | { kind: 'array'; items: SampValue[] }
  | { kind: 'struct'; members: [string, SampValue][]; name: string };

/**
 * The value of an answer of XML-RPC. Numbers and truths, which some hubs send, come as their texts.
 *
 * @throws SampFault where the hub answers with a fault, and for text that is no answer
 */
export function readAnswer(xml: string): SampValue {
  const stack: Open[] = [];
  let [isFault, text, answer] = [false, '', undefined as SampValue | undefined];
  const parser = new SaxesParser();
  parser.on('error', error => {
    throw new SampFault(`the hub’s answer is no XML (${error.message})`);
  });
  parser.on('opentag', ({ name }) => {
    text = '';
    if (name === 'fault') isFault = true;
    else if (name === 'value') stack.push({ kind: 'value' });
    else if (name === 'array') stack.push({ kind: 'array', items: [] });
    else if (name === 'struct') stack.push({ kind: 'struct', members: [], name: '' });
  });
  parser.on('text', piece => {
    text += piece;
  });
  parser.on('cdata', piece => {
    text += piece;
  });
  parser.on('closetag', ({ name }) => {
    const top = stack.at(-1);
    if (name === 'name' && top?.kind === 'struct') top.name = text;
    else if (scalars.has(name) && top?.kind === 'value') top.found = text;
    else if (name === 'array' || name === 'struct') {
      const closed = stack.pop();
      const holder = stack.at(-1);
      if (holder?.kind === 'value') {
        if (closed?.kind === 'array') holder.found = closed.items;
        if (closed?.kind === 'struct') holder.found = Object.fromEntries(closed.members);
      }
    } else if (name === 'value') {
      const closed = stack.pop();
      const value = (closed?.kind === 'value' ? closed.found : undefined) ?? text; // <value>text</value> is a string
      const holder = stack.at(-1);
      if (holder?.kind === 'array') holder.items.push(value);
      else if (holder?.kind === 'struct') holder.members.push([holder.name, value]);
      else answer = value;
    }
    text = '';
  });
  parser.write(xml).close();
  if (answer === undefined) throw new SampFault('the hub’s answer holds no value');
  if (isFault) throw new SampFault(faultWords(answer));
  return answer;
}

const scalars = new Set(['string', 'int', 'i4', 'boolean', 'double', 'nil']);

function faultWords(fault: SampValue): string {
  const words = typeof fault === 'object' && 'faultString' in fault ? fault.faultString : fault;
  return typeof words === 'string' ? words.replace(/^<[^>]*>:?\s*/, '') : 'the hub refused';
}
