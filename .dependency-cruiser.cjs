/**
 * The arrows of the house (CONTRIBUTING.md): data flows one way,
 * app → features → session, ui, contracts, rpc → data → maths; workers → contracts, rpc, nets, data, kernels, maths.
 */

/** May import only from the places named (and packages, where `packages` is true). */
function only(from, places, { packages = true } = {}) {
  const room = from.replace(/^src\//, '').replace(/\/$/, '');
  const allowed = places.map(place => `^${place}`).join('|');
  const rules = [
    {
      name: `${room}-imports-only-${places.map(p => p.replace(/^src\//, '').replace(/\/$/, '')).join('-')}`,
      severity: 'error',
      from: { path: `^${from}` },
      to: { path: '^(src|workers|bake|measure|pretrain|test)/', pathNot: allowed },
    },
  ];
  if (!packages) {
    rules.push({
      name: `${room}-needs-no-package`,
      severity: 'error',
      from: { path: `^${from}` },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'] },
    });
  }
  return rules;
}

const wings = require('./scripts/wings.cjs');

/** One rule a wing: within its floor it imports only itself and what stands below it (scripts/wings.cjs). */
function wingRules() {
  return Object.entries(wings).flatMap(([floor, rows]) =>
    rows.flatMap((row, level) =>
      row.map(wing => {
        const below = rows.slice(0, level).flat();
        return {
          name: `wing-${floor.replace(/^src\//, '')}-${wing}`,
          severity: 'error',
          from: { path: pathOf(floor, wing) },
          to: { path: `^${floor}/`, pathNot: [wing, ...below].map(other => pathOf(floor, other)) },
        };
      }),
    ),
  );
}

function pathOf(floor, wing) {
  return wing === '.' ? `^${floor}/[^/]+$` : `^${floor}/${wing}/`;
}

const shared = ['src/session/', 'src/ui/', 'src/contracts/', 'src/rpc/', 'src/data/', 'src/maths/'];

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
    ...only('src/maths/', ['src/maths/'], { packages: false }),
    ...only('src/sky/', ['src/sky/', 'src/maths/'], { packages: false }),
    ...only('src/kernels/', ['src/kernels/', 'src/maths/']),
    ...only('src/nets/', ['src/nets/', 'src/kernels/', 'src/maths/', 'src/contracts/']),
    ...only('src/contracts/', ['src/contracts/', 'src/maths/'], { packages: false }), // types of numbers: a tensor and its shape,
    ...only('src/rpc/', ['src/rpc/', 'src/contracts/']),
    ...only('src/data/', ['src/data/', 'src/maths/', 'src/contracts/']),
    ...only('src/ui/', ['src/ui/', 'src/contracts/', 'src/maths/']),
    ...only('src/session/', ['src/session/', 'src/contracts/', 'src/rpc/', 'src/data/', 'src/maths/']),
    ...only('src/features/', ['src/features/', ...shared]),
    ...only('src/app/', ['src/app/', 'src/features/', 'workers/', ...shared]),
    ...only('workers/', [
      'workers/',
      'src/contracts/',
      'src/rpc/',
      'src/nets/',
      'src/data/',
      'src/kernels/',
      'src/maths/',
    ]),
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
