import { readFileSync } from 'node:fs';

export const fixtures = new URL('../fixtures/data/', import.meta.url);
/** Real galaxies, where this machine has them. */
export const galaxies = new URL('../../../shared/galaxies/', import.meta.url);

export function fixtureBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(name, fixtures)));
}

export function fixtureFile(name: string, as = name): File {
  return new File([fixtureBytes(name)], as);
}
