/**
 * The wings of each floor, from the lowest up. A wing imports itself and the wings of the lower rows (listed before it), never
 * another of its own row or of a higher one. '.' stands for the files at the floor's root.
 */
module.exports = {
  'src/data': [
    ['bytes'],
    ['images', 'galaxyZoo', 'resolver', 'fits', 'archives', 'remote'],
    ['weights', 'tables', 'hdf5', 'asdf'],
    ['parquet'],
    ['catalogues'],
    ['searches', 'runs', 'sets', 'kept', 'cutouts', 'figures', 'tiles', 'mosaic'],
    ['people', 'sessions'],
  ],
  'src/data/weights': [['.'], ['pickle'], ['formats'], ['shelf']],
  'src/data/fits': [['.'], ['tables'], ['tiles'], ['images']],
  'src/kernels': [['.'], ['search', 'graph', 'layout']],
  'src/maths': [
    ['.'],
    ['statistics', 'linear', 'images'],
    ['segmentation'],
    ['neighbours', 'catalogue', 'distillation', 'agreement', 'clustering', 'colours', 'architectures'],
    ['layout', 'interest', 'filters', 'density', 'tiles', 'selfsupervision'],
  ],
  'src/nets': [
    ['device'],
    ['encoders'],
    ['explanation', 'training'],
    ['distillation', 'clustering', 'architectures'],
    ['selfsupervision'],
  ],
  'src/sky': [['light'], ['galaxy'], ['oddities'], ['camera'], ['.']],
  'src/ui': [['.'], ['text'], ['pictures', 'files', 'lists'], ['charts'], ['people', 'tables']],
  'src/app': [
    ['.'],
    ['theme', 'search', 'status', 'address', 'keys', 'provenance'],
    ['composition'],
    ['shell'],
  ],
  'src/features/anomalies': [['state'], ['queue'], ['searches'], ['ranking'], ['.']],
  'src/features/finetune': [['labels'], ['training', 'results'], ['runs', 'compare'], ['.']],
  'src/features/distil': [['curate'], ['run'], ['gallery'], ['table'], ['.']],
  'src/features/clusters': [['choose'], ['run'], ['shown'], ['cards', 'generate', 'judge', 'measure'], ['.']],
  'src/features/explore': [['filters', 'selected'], ['sets'], ['.'], ['bar']],
  'src/features/galaxy': [['rendering', 'survey'], ['.']],
  'src/features/network': [['answers'], ['.']],
  'src/features/map': [
    ['points'],
    ['survey', 'sheet'],
    ['thumbnails'],
    ['scene'],
    ['names', 'minimap', 'layouts', 'figure'],
    ['.'],
    ['pair'],
  ],
  measure: [
    ['command', 'statistics', 'sources', 'peers', 'house', 'record'],
    ['formats', 'clusters', 'transformers', 'selfsupervision'],
    ['representation'],
    ['figures', 'scale', 'fuzz', 'faults', 'detect', 'fetch'],
    ['kept'],
    ['.'],
  ],
};
