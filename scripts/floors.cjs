/**
 * What each floor may import besides itself. Data flows one way: app → features → session, ui, contracts, rpc → data →
 * maths, and workers → contracts, rpc, nets, data, kernels, maths. A floor that is not listed (bake, measure, test) may
 * import everything.
 */
const shared = ['src/session', 'src/ui', 'src/contracts', 'src/rpc', 'src/data', 'src/maths'];

module.exports = {
  'src/maths': [],
  'src/sky': ['src/maths'],
  'src/kernels': ['src/maths'],
  'src/nets': ['src/kernels', 'src/maths', 'src/contracts'],
  'src/contracts': ['src/maths'], // types of numbers, such as a tensor and its shape
  'src/rpc': ['src/contracts'],
  'src/data': ['src/maths', 'src/contracts'],
  'src/ui': ['src/contracts', 'src/maths'],
  'src/session': ['src/contracts', 'src/rpc', 'src/data', 'src/maths'],
  'src/features': shared,
  'src/app': ['src/features', 'workers', ...shared],
  workers: ['src/contracts', 'src/rpc', 'src/nets', 'src/data', 'src/kernels', 'src/maths'],
};
