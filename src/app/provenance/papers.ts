import type { Provenance } from './provenance.ts';

/** A paper to cite. */
interface Paper {
  /** As the text names it: "McInnes et al. 2018". */
  short: string;
  /** As the list names it. */
  full: string;
}

/** Papers by what they are cited for. */
export const papers = {
  umap: {
    short: 'McInnes et al. 2018',
    full: 'McInnes, L., Healy, J., & Melville, J. 2018, UMAP: Uniform Manifold Approximation and Projection for Dimension Reduction, arXiv:1802.03426',
  },
  tsne: {
    short: 'Kobak & Berens 2019',
    full: 'Kobak, D., & Berens, P. 2019, The art of using t-SNE for single-cell transcriptomics, Nature Communications 10, 5416',
  },
  pca: {
    short: 'Ross et al. 2008',
    full: 'Ross, D. A., Lim, J., Lin, R.-S., & Yang, M.-H. 2008, Incremental Learning for Robust Visual Tracking, IJCV 77, 125',
  },
  efficientnet: {
    short: 'Tan & Le 2019',
    full: 'Tan, M., & Le, Q. V. 2019, EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, ICML, arXiv:1905.11946',
  },
  convnext: {
    short: 'Liu et al. 2022',
    full: 'Liu, Z., et al. 2022, A ConvNet for the 2020s, CVPR, arXiv:2201.03545',
  },
  resnet: {
    short: 'He et al. 2016',
    full: 'He, K., Zhang, X., Ren, S., & Sun, J. 2016, Deep Residual Learning for Image Recognition, CVPR, arXiv:1512.03385',
  },
  vit: {
    short: 'Dosovitskiy et al. 2021',
    full: 'Dosovitskiy, A., et al. 2021, An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale, ICLR, arXiv:2010.11929',
  },
  zoobot: {
    short: 'Walmsley et al. 2023',
    full: 'Walmsley, M., et al. 2023, Zoobot: Adaptable Deep Learning Models for Galaxy Morphology, JOSS 8(85), 5312',
  },
  imagenet: {
    short: 'Deng et al. 2009',
    full: 'Deng, J., et al. 2009, ImageNet: A Large-Scale Hierarchical Image Database, CVPR, 248',
  },
  gz1: {
    short: 'Lintott et al. 2008',
    full: 'Lintott, C. J., et al. 2008, Galaxy Zoo: morphologies derived from visual inspection of galaxies from the Sloan Digital Sky Survey, MNRAS 389, 1179',
  },
  gz2: {
    short: 'Willett et al. 2013',
    full: 'Willett, K. W., et al. 2013, Galaxy Zoo 2: detailed morphological classifications for 304,122 galaxies from the Sloan Digital Sky Survey, MNRAS 435, 2835',
  },
  gz1Data: {
    short: 'Lintott et al. 2011',
    full: 'Lintott, C., et al. 2011, Galaxy Zoo 1: data release of morphological classifications for nearly 900,000 galaxies, MNRAS 410, 166',
  },
  hart: {
    short: 'Hart et al. 2016',
    full: 'Hart, R. E., et al. 2016, Galaxy Zoo: comparing the demographics of spiral arm number and a new method for correcting redshift bias, MNRAS 461, 3663',
  },
  efigi: {
    short: 'Baillard et al. 2011',
    full: 'Baillard, A., et al. 2011, The EFIGI catalogue of 4458 nearby galaxies with detailed morphology, A&A 532, A74',
  },
  decals: {
    short: 'Walmsley et al. 2022',
    full: 'Walmsley, M., et al. 2022, Galaxy Zoo DECaLS: Detailed visual morphology measurements from volunteers and deep learning for 314,000 galaxies, MNRAS 509, 3966',
  },
} satisfies Record<string, Paper>;

/** Papers behind the network: its architecture, and what it learnt from. */
export function papersOfWeights({ weights, card }: Provenance): Paper[] {
  const name = weights?.toLowerCase() ?? '';
  const architecture = card?.architecture.toLowerCase() ?? '';
  const found: Paper[] = [];
  if (/efficientnet/.test(architecture)) found.push(papers.efficientnet);
  if (/convnext/.test(architecture)) found.push(papers.convnext);
  if (/resnet/.test(architecture)) found.push(papers.resnet);
  if (/^vit/.test(architecture)) found.push(papers.vit);
  if (/zoobot/.test(name)) found.push(papers.zoobot);
  const credit =
    card?.credit.replace('Lintott et al. 2008, 2011', 'Lintott et al. 2008, Lintott et al. 2011') ?? '';
  found.push(...Object.values(papers).filter(({ short }) => credit.includes(short)));
  if (name === 'imagenet' || /ImageNet/.test(credit)) found.push(papers.imagenet);
  return found;
}

/** Papers behind the catalogue's columns, where their names tell whose they are. */
export function papersOfColumns(columns: readonly string[]): Paper[] {
  const some = (pattern: RegExp) => columns.some(name => pattern.test(name));
  return [
    ...(some(/-gz2_|^Class\d+\.\d+$|^t\d\d_/) ? [papers.gz2] : []),
    ...(some(/-dr(5|8|12)_|-decals_|-dr_/) ? [papers.decals] : []),
  ];
}
