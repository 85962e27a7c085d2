import { useMemo } from 'react';
import type { AttentionView } from '../../maths/attention/attentionView.ts';
import { diverging } from '../../maths/images/colourScale.ts';
import { Chart } from '../../ui/charts/Chart.tsx';
import { PixelCanvas } from '../../ui/pictures/PixelCanvas.tsx';
import room from '../../ui/room.module.css';
import { formatNumber } from '../../ui/text/quantity.ts';
import { chosenMap, headMap, type MapChoice, signedPixels } from './attentionMap.ts';
import patches from './PatchPicture.module.css';
import tile from './Tile.module.css';
import { mapPixels } from './tilePixels.ts';

/** One small map a head, the mean of all first. */
export function Heads({
  view,
  layer,
  chosen,
  onHead,
}: {
  view: AttentionView;
  layer: number;
  chosen: MapChoice['head'];
  onHead(head: MapChoice['head']): void;
}) {
  const each: MapChoice['head'][] = ['mean', ...Array.from({ length: view.heads }, (_, head) => head)];
  return (
    <ul className={patches.heads} aria-label={`Heads of layer ${layer + 1}`}>
      {each.map(head => {
        const values = head === 'mean' ? chosenMap(view, { layer, head }) : headMap(view, layer, head);
        const name = head === 'mean' ? 'mean' : `head ${head + 1}`;
        return (
          <li key={name}>
            <button type="button" aria-pressed={chosen === head} onClick={() => onHead(head)}>
              <PixelCanvas
                widthPx={view.columns}
                heightPx={view.rows}
                rgba={view.signed ? signedPixels(values) : mapPixels(values)}
                className={tile.pixels}
              />
              {name}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Mean attention distance of every head, layer by layer. */
export function Distances({ view: { layers, heads, distances, signed } }: { view: AttentionView }) {
  const series = useMemo(
    () =>
      Array.from({ length: heads }, (_, head) => ({
        name: `head ${head + 1}`,
        points: Array.from(
          { length: layers },
          (_, layer) => [layer + 1, distances[layer * heads + head]] as const,
        ),
      })),
    [layers, heads, distances],
  );
  return (
    <section className={room.part} aria-label="Mean attention distance">
      <h3 className={room.heading}>How far it looks</h3>
      <Chart series={series} label="Mean attention distance of each head" xLabel="layer" yLabel="patches" />
      <p className={room.note}>
        Mean distance between a patch and what it attends to, over all patches of this galaxy
        {signed ? '; weights below 0 count as large as those above' : ''}. Small: a head looks at neighbours,
        like a convolution.
      </p>
    </section>
  );
}

/** What red and blue stand for. */
export function SignedKey({ most }: { most: number }) {
  const css = ([r, g, b]: readonly number[]) => `rgb(${r} ${g} ${b})`;
  const colours = `linear-gradient(to right, ${css(diverging(0))}, transparent, ${css(diverging(1))}), #000`;
  return (
    <p className={tile.key}>
      <span>−{formatNumber(most, 2)}</span>
      <span className={tile.gradient} style={{ background: colours }} aria-hidden="true" />
      <span>+{formatNumber(most, 2)}</span>
    </p>
  );
}
