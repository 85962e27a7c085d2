import { expect, it } from 'vitest';
import { writeGalaxiesVotable } from '../../../src/data/sets/galaxiesVotable.ts';
import { numberOf } from '../../../src/data/tables/numberText.ts';
import { readVotables } from '../../../src/data/tables/votable.ts';
import { exactText } from '../../../src/ui/text/columnText.ts';

it('writes numbers that are not finite as VOTable names them, and reads them back', async () => {
  const values = Float64Array.of(1.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
  const ids = ['a', 'b', 'c', 'd'];
  const text = writeGalaxiesVotable(
    { ids, columns: [{ kind: 'number', name: 'x', source: '', values }] },
    exactText,
    {},
  );
  const cells = [...text.matchAll(/<TR><TD>.<\/TD><TD>(.*?)<\/TD><\/TR>/g)].map(([, cell]) => cell);
  expect(cells).toEqual(['1.5', '+Inf', '-Inf', '']); // VOTable 1.4, section 6
  const [table] = await readVotables(text, 'x.vot');
  const numbers = (table.cells.get('x') ?? []).map(cell => (cell === '' ? Number.NaN : numberOf(cell)));
  expect(numbers).toEqual([...values]);
});
