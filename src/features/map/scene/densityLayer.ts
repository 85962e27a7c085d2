import { BitmapLayer } from '@deck.gl/layers';
import type { MapDensity } from '../../../contracts/map.ts';
import { type Device, smoothSampler } from '../thumbnails/thumbnailAtlas.ts';

/** A map's density on the graphics card. */
export interface DensityImage {
  texture: ReturnType<Device['createTexture']>;
  /** World corners as a BitmapLayer takes them: the image's first row lies at the bottom. */
  bounds: [minX: number, bottom: number, maxX: number, top: number];
}

/** Puts a density on the graphics card. */
export function densityImage(device: Device, { frame, heights }: MapDensity): DensityImage {
  const { side, minX, minY, cell } = frame;
  const texture = device.createTexture({
    format: 'r16float',
    width: side,
    height: side,
    data: heights,
    sampler: smoothSampler,
  });
  return { texture, bounds: [minX, minY + side * cell, minX + side * cell, minY] };
}

const bands = 7; // steps of height that are told apart without a legend

/**
 * Heights as bands with a fine line where one begins. They are cut where the pixel is drawn, from heights that the card
 * interpolates, so contours stay sharp at every zoom and no outline is computed or sent.
 */
function bandShader(colour: string, fullAlpha: number): string {
  return `
    float at = color.r * ${bands}.0;
    float edge = clamp(fwidth(at), 1e-5, 0.5);
    float part = fract(at);
    float band = floor(at) + smoothstep(1.0 - edge, 1.0, part);
    float line = smoothstep(1.0 - 1.5 * edge, 1.0 - 0.5 * edge, part) * step(edge, 0.4);
    float alpha = band / ${bands}.0 * ${fullAlpha} + line * 0.05;
    color = vec4(${colour}, alpha * layer.opacity);
  `;
}

class DarkDensityLayer extends BitmapLayer {
  static override layerName = 'DarkDensityLayer';
  override getShaders() {
    const inject = { 'fs:DECKGL_FILTER_COLOR': bandShader('vec3(0.34, 0.51, 0.82)', 0.36) };
    return { ...super.getShaders(), inject };
  }
}

class LightDensityLayer extends BitmapLayer {
  static override layerName = 'LightDensityLayer';
  override getShaders() {
    const inject = { 'fs:DECKGL_FILTER_COLOR': bandShader('vec3(0.36, 0.48, 0.72)', 0.4) };
    return { ...super.getShaders(), inject };
  }
}

/** The quiet layer under everything. @param light whether it lies on a light ground */
export function densityLayer({ texture, bounds }: DensityImage, light: boolean) {
  const props = { id: light ? 'density-light' : 'density-dark', image: texture, bounds };
  return light ? new LightDensityLayer(props) : new DarkDensityLayer(props);
}
