/**
 * A Vite plugin for the workers that leaves out hyparquet's row filters and the Bloom filters they look into. The app
 * reads ranges of rows and never asks for a filter, and these are about 4 kB (gzip) of what is fetched before the map
 * is drawn. What hyparquet calls without a filter answers as its own code does then; everything else throws.
 */
export function withoutRowFilters() {
  /** Parameters and answer of the functions that hyparquet calls whether there is a filter or not. */
  /** @type {Record<string, [string, string] | undefined>} */
  const unfiltered = {
    pathsNeededForFilter: ['filter', '[]'],
    columnsNeededForFilter: ['filter', '[]'],
    canSkipRowGroup: ['{ filter }', 'false'],
  };
  return {
    name: 'without-row-filters',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!/hyparquet\/src\/(filter|bloom)\.js$/.test(id.split('?')[0])) return;
      const names = [...code.matchAll(/^export function (\w+)/gm)].map(match => match[1]);
      const functions = names.map(name => {
        const [parameters, answer] = unfiltered[name] ?? ['', ''];
        const asBefore = answer && `if (!filter) return ${answer};`;
        return `export function ${name}(${parameters}) { ${asBefore} throw new Error('row filters of Parquet files are left out of this app'); }`;
      });
      return { code: functions.join('\n'), map: null };
    },
  };
}
