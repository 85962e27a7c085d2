/**
 * A Vite plugin that leaves out parts of luma.gl that only WebGPU needs and that deck.gl's own `visgl:webgl-only` keeps: shaders
 * and the functions that read them. It also leaves out the shader of 64-bit arithmetic, which no layer of the map uses. The map
 * draws with WebGL 2; this saves about 14 kB (gzip) of what is fetched before it is drawn.
 */
export function withoutWgsl() {
  const readsWgsl =
    /@luma\.gl\/shadertools\/dist\/lib\/shader-assembly\/wgsl-(interface-scan|binding-debug)\.js$/;
  const holdsWgsl = /@luma\.gl\/shadertools\/dist\/modules\/.*(wgsl|fp64-arithmetic-glsl)[^/]*\.js$/;
  return {
    name: 'without-wgsl',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      const path = id.split('?')[0];
      if (readsWgsl.test(path)) return { code: withThrowingFunctions(code), map: null };
      if (!holdsWgsl.test(path)) return;
      return { code: code.replace(/`[^`]*`/g, "''"), map: null };
    },
  };
}

/** Replaces a module that exports only functions: each of them throws. @param {string} code */
function withThrowingFunctions(code) {
  const names = [...code.matchAll(/^export function (\w+)/gm)].map(match => match[1]);
  return names
    .map(name => `export function ${name}() { throw new Error('WebGPU shaders are left out of this app'); }`)
    .join('\n');
}
