const powers: Record<string, string> = { '-': '⁻', '+': '' };
const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** "1E-17 erg/cm^2/s/Ang" as people print it: "10⁻¹⁷ erg cm⁻² s⁻¹ Å⁻¹"; other units as they are written. */
export function fluxUnitText(unit: string | undefined): string {
  const text = (unit ?? '').trim().replace(/\*\*/g, '^');
  const scaled = /^\(?(?:1(?:\.0*)?\s*[eE]|10\s*\^\s*\(?\s*)([-+]?\d+)\)?\)?\s*\*?\s*(.*)$/.exec(text);
  const [scale, rest] = scaled ? [`10${raised(String(Number(scaled[1])))} `, scaled[2]] : ['', text];
  const parts = rest.split('/').map(part => part.trim().replace(/^\(|\)$/g, ''));
  const words = parts.flatMap((part, i) =>
    part
      .split(/[\s*.]+/)
      .filter(word => word !== '')
      .map(word => unitWord(word, i > 0)),
  );
  return `${scale}${words.join(' ')}`.trim();
}

function unitWord(word: string, isBelow: boolean): string {
  const [, name, power] = /^([A-Za-zµÅ]+)\^?\(?([-+]?\d+)?\)?$/.exec(word) ?? [undefined, word, undefined];
  const exponent = Number(power ?? 1) * (isBelow ? -1 : 1);
  const shown = /^(ang|angstroms?|a)$/i.test(name) ? 'Å' : name;
  return exponent === 1 ? shown : `${shown}${raised(String(exponent))}`;
}

function raised(text: string): string {
  return text.replace(/[-+]/g, sign => powers[sign]).replace(/\d/g, digit => digits[Number(digit)]);
}
