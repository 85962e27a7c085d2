import type { FitsFile } from '../fits/fitsFile.ts';
import { readBinaryTable } from '../fits/tables/binaryTable.ts';
import { columnFormats } from '../fits/tables/columnFormat.ts';
import type { TableColumn } from '../fits/tables/tableColumn.ts';
import { isNamingColumn } from '../tables/idNames.ts';
import { mediumOf, type SpectrumTable } from './fitsMedium.ts';
import { fluxUnitText } from './fluxUnitText.ts';
import { measuredSpectrum } from './measuredSpectrum.ts';
import { factsOf } from './sdssFacts.ts';
import type { SpectraFile, SpectrumEntry } from './spectraFile.ts';

/** Spectra of a table with one a row. @throws UnreadableError where the table is cut short */
export async function fitsSpectraTable(file: FitsFile, { hdu, roles }: SpectrumTable): Promise<SpectraFile> {
  const formats = columnFormats(hdu.header);
  const single = new Set(
    formats
      .filter(({ repeat, heap, code }) => !heap && (repeat === 1 || code === 'A'))
      .map(({ name }) => name),
  );
  const facts = await readBinaryTable(file, hdu, name => single.has(name));
  const wanted = new Set([roles.wavelength, roles.flux, roles.error?.name, roles.mask]);
  const unitOf = (name: string) => formats.find(each => each.name === name)?.unit;
  const entries = Array.from({ length: facts.rowCount }, (_, row) => entryOf(facts.columns, row));
  return {
    name: file.name,
    entries,
    problems: file.problems,
    async read(entry) {
      const { columns } = await readBinaryTable(file, hdu, name => wanted.has(name), [entry, entry + 1]);
      const cells = (name: string | undefined) => {
        const column = columns.find(each => each.name === name);
        if (column?.kind === 'numbers') return column.values;
        const cell = column?.kind === 'lists' ? column.values[0] : undefined;
        return cell === undefined || typeof cell === 'string' ? undefined : (cell as ArrayLike<number>);
      };
      const name = entries[entry].names[0] ?? `row ${entry + 1}`;
      const [errors, mask] = [cells(roles.error?.name), cells(roles.mask)];
      const { names: _, ...known } = entries[entry];
      return {
        title: `${name}, ${file.name}`,
        ...measuredSpectrum(
          {
            wavelength: cells(roles.wavelength) ?? [],
            isLog: roles.isLog,
            waveUnit: roles.isLog ? undefined : unitOf(roles.wavelength),
            flux: cells(roles.flux) ?? [],
            ...(errors && roles.error && { error: { values: errors, kind: roles.error.kind } }),
            ...(mask && { mask }),
          },
          `${name} of ${file.name}`,
        ),
        ...mediumOf(file, roles),
        fluxUnit: fluxUnitText(unitOf(roles.flux)),
        ...known,
      };
    },
  };
}

function entryOf(columns: readonly TableColumn[], row: number): SpectrumEntry {
  const cells = new Map<string, number | bigint | string>();
  const names: string[] = [];
  for (const column of columns) {
    const value =
      column.kind === 'texts'
        ? column.values[row]
        : column.kind === 'numbers' && column.perRow === 1
          ? column.values[row]
          : undefined;
    if (value === undefined || value === '') continue;
    cells.set(column.name.toLowerCase(), value);
    if (isNamingColumn(column.name)) names.push(String(value).trim());
  }
  const { names: known, title: _, ...facts } = factsOf(cells);
  return { ...facts, names: [...new Set([...names, ...known])] };
}
