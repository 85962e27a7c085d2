/**
 * A Vite plugin that empties the WebGPU shaders of luma.gl, which deck.gl's own `visgl:webgl-only` leaves in: the map
 * draws with WebGL 2, and these strings are about 10 kB (gzip) of what is fetched before it is drawn.
 */
export function withoutWgsl() {
  const holdsWgsl = /@luma\.gl\/shadertools\/dist\/modules\/.*wgsl[^/]*\.js$/;
  return {
    name: 'without-wgsl',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!holdsWgsl.test(id.split('?')[0])) return;
      return { code: code.replace(/`[^`]*`/g, "''"), map: null };
    },
  };
}
