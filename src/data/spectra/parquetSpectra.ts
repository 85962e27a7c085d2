import type { SchemaTree } from 'hyparquet';
import type { ByteSource } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { openParquetFile, type ParquetFile, readChunks } from '../catalogues/parquet/parquetFile.ts';
import { isNamingColumn } from '../tables/idNames.ts';
import { measuredSpectrum } from './measuredSpectrum.ts';
import { factsOf } from './sdssFacts.ts';
import type { SpectraFile, SpectrumEntry } from './spectraFile.ts';
import { type SpectrumRoles, spectrumRoles } from './spectrumRoles.ts';

const mostGroupBytes = 256e6; // of a row group's spectra: all of it is unpacked to read one row
const noUnit = ''; // Parquet says none

/**
 * Spectra of a Parquet table with lists of wavelengths and fluxes, one galaxy a row: columns of lists, or one column `spectrum` that
 * holds both (as Multimodal Universe has them).
 *
 * @returns undefined where it has no such columns: the file is something else
 * @throws UnreadableError where it is no Parquet file, or its row groups are too large to read one spectrum
 */
export async function parquetSpectra(bytes: ByteSource): Promise<SpectraFile | undefined> {
  const file = await openParquetFile(bytes);
  const place = spectrumPlace(file);
  if (!place) return undefined;
  checkGroups(file, place);
  const { roles, inside, columns } = place;
  const entries = await readEntries(file);
  return {
    name: file.name,
    entries,
    problems: [],
    async read(entry) {
      const chunks = await readChunks(file, columns, entry, entry + 1);
      const cell = (name: string) => Array.from(chunks.get(name)?.[0]?.values ?? [])[0];
      const whole = inside === undefined ? undefined : (cell(inside) as Record<string, unknown> | null);
      const numbers = (name: string | undefined) => {
        if (name === undefined) return undefined;
        const list = inside === undefined ? cell(name) : whole?.[name];
        return Array.isArray(list) || ArrayBuffer.isView(list) ? (list as ArrayLike<number>) : undefined;
      };
      const { names, ...known } = entries[entry];
      const name = names[0] ?? `row ${entry}`;
      const [errors, mask] = [numbers(roles.error?.name), numbers(roles.mask)];
      return {
        title: `${name}, ${file.name}`,
        ...measuredSpectrum(
          {
            wavelength: numbers(roles.wavelength) ?? [],
            isLog: roles.isLog,
            waveUnit: noUnit,
            flux: numbers(roles.flux) ?? [],
            ...(errors && roles.error && { error: { values: errors, kind: roles.error.kind } }),
            ...(mask && { mask: Array.from(mask, Number) }),
          },
          `${name} of ${file.name}`,
        ),
        medium: roles.medium ?? 'vacuum',
        ...(!roles.medium && { mediumAssumed: true }),
        fluxUnit: '',
        ...known,
      };
    },
  };
}

interface SpectrumPlace {
  roles: SpectrumRoles;
  /** The column that holds the lists; absent where they are columns. */
  inside?: string;
  /** Top-level columns to read. */
  columns: string[];
}

function spectrumPlace({ fields }: ParquetFile): SpectrumPlace | undefined {
  const lists = fields.filter(isList).map(({ element }) => element.name);
  const roles = spectrumRoles(lists);
  if (roles) {
    const columns = [roles.wavelength, roles.flux, roles.error?.name, roles.mask];
    return { roles, columns: columns.filter(name => name !== undefined) };
  }
  for (const field of fields) {
    if (isList(field) || field.children.length < 2) continue;
    const within = spectrumRoles(field.children.filter(isList).map(({ element }) => element.name));
    if (within) return { roles: within, inside: field.element.name, columns: [field.element.name] };
  }
  return undefined;
}

function isList({ element, children }: SchemaTree): boolean {
  return (
    element.repetition_type === 'REPEATED' ||
    element.converted_type === 'LIST' ||
    element.logical_type?.type === 'LIST' ||
    (children.length === 1 && children[0].element.repetition_type === 'REPEATED')
  );
}

function checkGroups(file: ParquetFile, { columns }: SpectrumPlace): void {
  const wanted = new Set(columns);
  for (const group of file.metadata.row_groups) {
    let bytes = 0;
    for (const { meta_data: meta } of group.columns)
      if (meta && wanted.has(meta.path_in_schema[0])) bytes += Number(meta.total_uncompressed_size);
    if (bytes <= mostGroupBytes) continue;
    throw new UnreadableError(
      `${file.name} keeps ${group.num_rows} spectra in one row group, ${Math.round(bytes / 1e6)} MB of which are unpacked to read one: write it with smaller ones (pandas: row_group_size=1000).`,
    );
  }
}

/** What each row says of its galaxy, from columns that hold no lists. */
async function readEntries(file: ParquetFile): Promise<SpectrumEntry[]> {
  const plain = file.fields.filter(field => field.children.length === 0).map(({ element }) => element.name);
  const named = plain.filter(name => isNamingColumn(name) || factNames.has(name.toLowerCase()));
  const chunks = named.length > 0 ? await readChunks(file, named, 0, file.rowCount) : new Map();
  const cells = Array.from({ length: file.rowCount }, () => new Map<string, number | bigint | string>());
  const names: string[][] = cells.map(() => []);
  for (const name of named) {
    for (const { rowStart, values } of chunks.get(name) ?? []) {
      for (const [i, value] of [...values].entries()) {
        if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'string') continue;
        cells[rowStart + i].set(name.toLowerCase(), value);
        if (isNamingColumn(name)) names[rowStart + i].push(String(value).trim());
      }
    }
  }
  return cells.map((each, row) => {
    const { names: known, title: _, ...facts } = factsOf(each);
    return { ...facts, names: [...new Set([...names[row], ...known])] };
  });
}

const factNames = new Set(
  'z redshift z_err zerr redshift_err zwarning class subclass ra dec plate mjd fiberid'.split(' '),
);
