const softwareAdapter = /swiftshader|llvmpipe|lavapipe|software|basic render|warp/i; // the renderers browsers fall back to

/** An adapter's name for the person, and whether it computes on the processor. */
export function describeAdapter(info: GPUAdapterInfo | undefined): { adapter: string; software: boolean } {
  const parts = info ? [info.description || info.device, info.vendor, info.architecture] : [];
  const adapter = parts.filter(part => part).join(', ') || 'unnamed adapter';
  return { adapter, software: info?.isFallbackAdapter === true || softwareAdapter.test(adapter) };
}

/** A device of a graphics adapter that is no program on the processor; undefined where there is none. */
export async function hardwareDevice(): Promise<GPUDevice | undefined> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  try {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter || describeAdapter(adapter.info).software) return undefined;
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    return await adapter.requestDevice({ requiredLimits: { maxStorageBufferBindingSize, maxBufferSize } });
  } catch {
    return undefined; // a driver that does not give one
  }
}
