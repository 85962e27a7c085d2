/** A value of a printed numpy row: number or text, truth, or the numbers of an array. */
export type RowValue = number | bigint | string | boolean | RowValue[];

/** Reads a table row as Python prints it: `(np.int32(1), 'abc', array([1., 2.], dtype='>f4'))`. */
export function readNumpyRow(text: string): RowValue[] {
  const plain = text
    .replace(/\s+/g, ' ')
    .replace(/, dtype=('[^']*'|\w+)/g, '')
    .replace(/, shape=\([^)]*\)/g, '')
    .replace(/np\.(True|False)_/g, '$1')
    .replace(/np\.str_\(/g, '(')
    .replace(/np\.\w+\(([^()]*)\)/g, '$1')
    .replace(/array\(/g, '(');
  let at = 0;
  const values = listUntil(')', plain.indexOf('(') + 1);
  return values;

  function listUntil(close: string, from: number): RowValue[] {
    const list: RowValue[] = [];
    at = from;
    for (;;) {
      while (plain[at] === ' ' || plain[at] === ',') at++;
      if (at >= plain.length) return list;
      if (plain[at] === close) {
        at++;
        return list;
      }
      list.push(value());
    }
  }

  function value(): RowValue {
    const letter = plain[at];
    if (letter === '[') return listUntil(']', at + 1);
    if (letter === '(') return listUntil(')', at + 1);
    if (letter === "'" || letter === '"') {
      const end = plain.indexOf(letter, at + 1);
      const word = plain.slice(at + 1, end);
      at = end + 1;
      return word;
    }
    const word = /^[^\s,()[\]]+/.exec(plain.slice(at))![0];
    at += word.length;
    if (word === 'True' || word === 'False') return word === 'True';
    if (/^-?\d{16,}$/.test(word)) return BigInt(word);
    return Number(word);
  }
}
