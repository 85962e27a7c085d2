/**
 * A Vite plugin that leaves loaders.gl out of the page. deck.gl uses it to load images and data from URLs that a layer is
 * given; the map gives its layers only arrays and textures. This saves about 10 kB (gzip) of what is fetched before the map
 * is drawn.
 */
export function withoutLoaders() {
  /** @type {Record<string, string>} */
  const stubs = {
    '@loaders.gl/core': `export const registerLoaders = () => {};
      export const load = url => Promise.reject(new Error('need data in memory; got a URL for loaders.gl, which this app leaves out: ' + url));`,
    '@loaders.gl/images': 'export const ImageLoader = {};',
  };
  return {
    name: 'without-loaders',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} id */
    resolveId: id => (id in stubs ? `\0${id}` : undefined),
    /** @param {string} id */
    load: id => stubs[id.slice(1)],
  };
}
