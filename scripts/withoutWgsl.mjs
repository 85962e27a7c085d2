/**
 * A Vite plugin that leaves out what luma.gl has for WebGPU and deck.gl's own `visgl:webgl-only` keeps: shaders, and the
 * functions that read them; and the shader of 64-bit arithmetic, which no layer of the map asks for. The map draws with
 * WebGL 2, and these are about 14 kB (gzip) of what is fetched before it is drawn.
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

/** A module of functions alone, each of which throws. @param {string} code */
function withThrowingFunctions(code) {
  const names = [...code.matchAll(/^export function (\w+)/gm)].map(match => match[1]);
  return names
    .map(name => `export function ${name}() { throw new Error('WebGPU shaders are left out of this app'); }`)
    .join('\n');
}
