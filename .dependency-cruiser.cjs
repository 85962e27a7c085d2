/**
 * The arrows of the house (CONTRIBUTING.md): floors import by scripts/floors.cjs, the wings of one floor by
 * scripts/wings.cjs.
 */
const floors = require('./scripts/floors.cjs');
const wings = require('./scripts/wings.cjs');

/** One rule a wing: within its floor it imports only itself and what stands below it (scripts/wings.cjs). */
function wingRules() {
  return Object.entries(wings).flatMap(([floor, rows]) =>
    rows.flatMap((row, level) =>
      row.map(wing => {
        const below = rows.slice(0, level).flat();
        return {
          name: `wing-${nameOf(floor)}-${wing}`,
          severity: 'error',
          from: { path: pathOf(floor, wing) },
          to: { path: `^${floor}/`, pathNot: [wing, ...below].map(other => pathOf(floor, other)) },
        };
      }),
    ),
  );
}

/** One rule a floor: it imports only itself and what its line names. */
function floorRules() {
  return Object.entries(floors).map(([floor, others]) => ({
    name: `${nameOf(floor)}-imports-only-${[floor, ...others].map(nameOf).join('-')}`,
    severity: 'error',
    from: { path: `^${floor}/` },
    to: {
      path: '^(src|workers|bake|measure|pretrain|test)/',
      pathNot: [floor, ...others].map(each => `^${each}/`).join('|'),
    },
  }));
}

/** Floors that are plain computing: no package may enter them. */
function packageRules() {
  return ['src/maths', 'src/sky', 'src/contracts'].map(floor => ({
    name: `${nameOf(floor)}-needs-no-package`,
    severity: 'error',
    from: { path: `^${floor}/` },
    to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'] },
  }));
}

function nameOf(floor) {
  return floor.replace(/^src\//, '');
}

function pathOf(floor, wing) {
  return wing === '.' ? `^${floor}/[^/]+$` : `^${floor}/${wing}/`;
}

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|worker)' },
    },
    ...floorRules(),
    ...packageRules(),
    ...wingRules(),
    {
      name: 'no-feature-imports-another',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'simulator-is-for-bake-and-tests',
      severity: 'error',
      from: { pathNot: '^(src/sky|bake|measure|test)/' },
      to: { path: '^src/sky/' },
    },
    {
      name: 'react-stays-in-the-page',
      severity: 'error',
      from: { path: '^(workers|bake|measure|src/(maths|sky|kernels|nets|contracts|rpc|data))/' },
      to: { path: 'node_modules/(react|react-dom|@mantine|@deck\\.gl)/' },
    },
    {
      name: 'tfjs-stays-in-its-worker',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(nets|kernels)/' },
      to: { path: 'node_modules/@tensorflow/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
