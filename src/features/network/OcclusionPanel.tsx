import '@mantine/core/styles/Progress.css';
import { Button, Progress, Select } from '@mantine/core';
import { useMemo } from 'react';
import type { HeadCard } from '../../contracts/decisionTree.ts';
import { answerPhrase } from '../../data/galaxyZoo/answerPhrases.ts';
import { diverging, type Rgb } from '../../maths/images/colourScale.ts';
import { PixelCanvas } from '../../ui/pictures/PixelCanvas.tsx';
import room from '../../ui/room.module.css';
import { formatCount, formatCounted, formatPercent } from '../../ui/text/quantity.ts';
import { Working } from './AnswersPanel.tsx';
import classes from './NetworkRoom.module.css';
import type { NetworkStore, Occlusion } from './networkStore.ts';
import { Headless, PaneFailure } from './PaneFailure.tsx';
import tile from './Tile.module.css';
import { opaque, reachOf, veilPixels } from './tilePixels.ts';
import { usePane } from './usePane.ts';

interface OcclusionPanelProps {
  store: NetworkStore;
  onChooseWeights?(): void;
}

/** Which parts of the image a chosen answer depends on. */
export function OcclusionPanel({ store, onChooseWeights }: OcclusionPanelProps) {
  const { status, result, fresh, failure, refresh, stop } = usePane(store.occlusion);
  if (failure !== null) return <PaneFailure failure={`No occlusion map: ${failure}`} onRetry={refresh} />;
  if (result && !result.head) return <Headless weights="in use" onChooseWeights={onChooseWeights} />;
  const { head, map } = result ?? {};
  const running = status === 'working';
  return (
    <>
      <Select
        label="Answer"
        size="xs"
        searchable
        data={head ? choices(head) : []}
        value={result && head ? String(result.answer) : null}
        allowDeselect={false}
        disabled={!head}
        onChange={value => value !== null && store.choice.getState().chooseAnswer(Number(value))}
      />
      {running && map && fresh ? (
        <div className={classes.status} role="status">
          <Progress
            size="xs"
            style={{ flex: 1 }}
            value={(100 * map.done) / map.total}
            aria-label="Squares covered"
          />
          <span>
            {formatCount(map.done)} of {formatCount(map.total)}
          </span>
          <Button variant="default" size="compact-xs" onClick={stop}>
            Stop
          </Button>
        </div>
      ) : (
        <Working words="Covering the galaxy square by square" shown={running} />
      )}
      {result && <Veil occlusion={result} stale={!fresh} />}
    </>
  );
}

/** The occlusion map alone, small, of the answer that is asked about. */
export function OcclusionBeside({ store }: { store: NetworkStore }) {
  const { result, fresh, failure } = usePane(store.occlusion);
  const { head, answer, map, image } = result ?? {};
  const galaxy = useMemo(() => image && opaque(image.pixels), [image]);
  const veil = useMemo(() => map && veilPixels(map.drops), [map]);
  const name = head && choiceName(head, answer ?? 0);
  return (
    <figure className={fresh ? undefined : classes.stale}>
      <div className={tile.stack}>
        {image && galaxy && <PixelCanvas widthPx={image.sidePx} heightPx={image.sidePx} rgba={galaxy} />}
        {map && veil && result && (
          <PixelCanvas widthPx={map.cells} heightPx={map.cells} rgba={veil} label={paintMap(result)} />
        )}
      </div>
      <figcaption>
        {failure ??
          (name
            ? `Occlusion of “${name}”: red where covering lowers its share, blue where it raises it.`
            : 'Covering the galaxy square by square.')}
      </figcaption>
    </figure>
  );
}

/** An answer in words. */
function choiceName(head: HeadCard, answer: number): string {
  if (head.kind === 'classes') return head.classes[answer];
  const question = head.questions.find(q => answer >= q.start && answer < q.start + q.answers.length);
  return question ? answerPhrase(question, question.answers[answer - question.start].name) : '';
}

function choices(
  head: HeadCard,
): (
  | string
  | { group: string; items: { value: string; label: string }[] }
  | { value: string; label: string }
)[] {
  if (head.kind === 'classes') return head.classes.map((label, i) => ({ value: String(i), label }));
  return head.questions.map(question => ({
    group: question.text,
    items: question.answers.map(({ name }, i) => ({
      value: String(question.start + i),
      label: answerPhrase(question, name),
    })),
  }));
}

const css = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;
const keyColours = `linear-gradient(to right, ${css(diverging(0))}, transparent, ${css(diverging(1))}), #000`;

function Veil({ occlusion, stale }: { occlusion: Occlusion; stale: boolean }) {
  const { image, map } = occlusion;
  const galaxy = useMemo(() => opaque(image.pixels), [image]);
  const veil = useMemo(() => map && veilPixels(map.drops), [map]);
  const reach = map ? formatCounted(Math.round(100 * reachOf(map.drops)), 'point') : '';
  return (
    <div className={stale ? classes.stale : undefined} aria-busy={stale}>
      <div className={tile.stack}>
        <PixelCanvas widthPx={image.sidePx} heightPx={image.sidePx} rgba={galaxy} />
        {map && veil && (
          <PixelCanvas widthPx={map.cells} heightPx={map.cells} rgba={veil} label={paintMap(occlusion)} />
        )}
      </div>
      {map && (
        <>
          <p className={tile.key}>
            <span>+{reach}</span>
            <span className={tile.gradient} style={{ background: keyColours }} aria-hidden="true" />
            <span>−{reach}</span>
          </p>
          <p className={room.note}>
            The share is {formatPercent(map.share)} with nothing covered. Red: covering this part, with the
            colour of the sky round the galaxy, lowers it: the answer depends on it. Blue: covering raises it.
          </p>
        </>
      )}
    </div>
  );
}

/** What the answer depends on most, for those who cannot see the map. */
function paintMap({ map }: Occlusion): string {
  if (!map) return '';
  const { cells, drops, share } = map;
  let most = 0;
  for (let i = 1; i < drops.length; i++) if (drops[i] > drops[most]) most = i;
  const third = (at: number, words: [string, string, string]) =>
    words[Math.min(2, Math.floor((3 * (at + 0.5)) / cells))];
  const vertical = third(Math.floor(most / cells), ['top', 'middle', 'bottom']);
  const horizontal = third(most % cells, ['left', 'centre', 'right']);
  return `Occlusion map: the share of ${formatPercent(share)} falls most, by ${formatCounted(Math.round(100 * drops[most]), 'point')}, where the ${vertical} ${horizontal} is covered`;
}
