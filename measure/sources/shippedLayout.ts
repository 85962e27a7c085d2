import { readFileSync } from 'node:fs';

/** Names and shapes of a shipped network's tensors, the head's left out, from its manifest in public/models. */
export function shippedLayout(name: string): { name: string; shape: number[] }[] {
  const manifest = JSON.parse(
    readFileSync(new URL(`../../public/models/${name}.json`, import.meta.url), 'utf8'),
  );
  return (manifest.tensors as { name: string; shape: number[] }[])
    .filter(tensor => !tensor.name.startsWith('head.'))
    .map(tensor => ({ name: tensor.name, shape: tensor.shape }));
}
