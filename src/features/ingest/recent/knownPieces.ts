import type { Column } from '../../../contracts/column.ts';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { PackedIds } from '../../../data/bytes/packedIds.ts';
import { PackedTexts } from '../../../data/bytes/packedTexts.ts';
import type { KeptColumn, KeptManifest, KeptTexts } from '../../../data/kept/keptManifest.ts';
import type { PieceRef } from '../../../data/kept/pieces.ts';

/** Says which arrays of a catalogue that came from the shelf are there already, so that none is written again. */
export function knowPieces(
  manifest: KeptManifest,
  catalogue: OpenedCatalogue,
  know: (numbers: ArrayBufferView, ref: PieceRef) => void,
): void {
  const { contents, representation, positions } = manifest;
  const { ids, raDeg, decDeg, components, basis, restored } = catalogue;
  const pair = (numbers: ArrayBufferView | undefined, ref: PieceRef | undefined) => {
    if (numbers && ref) know(numbers, ref);
  };
  const pairTexts = (
    texts: { bytes: Uint8Array; starts: Uint32Array; filled?: Uint8Array },
    refs: KeptTexts,
  ) => {
    pair(texts.bytes, refs.bytes);
    pair(texts.starts, refs.starts);
    pair(texts.filled, refs.filled);
  };
  function pairColumns(columns: readonly Column[], kept: readonly KeptColumn[]): void {
    for (const column of columns) {
      const same = kept.find(each => each.name === column.name && each.kind === column.kind);
      if (column.kind === 'category' && same?.kind === 'category') pair(column.codes, same.codes);
      if (column.kind === 'number' && same?.kind === 'number') pair(column.values, same.values);
      if (column.kind === 'text' && same?.kind === 'text' && column.values instanceof PackedTexts)
        pairTexts(column.values, same.texts);
    }
  }
  if (ids instanceof PackedIds) {
    pairTexts(ids, contents.ids);
    pair(ids.slots, contents.ids.slots);
  }
  pair(raDeg, contents.raDeg);
  pair(decDeg, contents.decDeg);
  pairColumns(catalogue.columns, contents.columns);
  pairColumns(restored?.published ?? [], manifest.published);
  pair(catalogue.positions, positions);
  pair(components?.coarse, representation?.coarse);
  pair(components?.fine, representation?.fine);
  pair(components?.scales, representation?.scales);
  pair(restored?.componentRows, representation?.rows);
  pair(basis?.mean, representation?.basis?.mean);
  pair(basis?.axes.values, representation?.basis?.axes);
}
