import { useState } from 'react';
import { useStore } from 'zustand';
import type { HouseServices } from '../../session/houseServices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { modeOfKeys } from '../../session/sets/galaxySet.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { isPart } from '../../ui/text/catalogueCount.ts';
import { Legend } from './Legend.tsx';
import { MapTools } from './MapTools.tsx';
import { rowsOfCategory, wordsOfCategory } from './mapActions.ts';
import type { MapStore } from './mapStore.ts';
import type { LegendKey } from './points/pointColours.ts';
import { ShownSwitch } from './ShownSwitch.tsx';
import type { MapScene } from './scene/mapScene.ts';
import { useCoveredCorner } from './scene/useCoveredCorner.ts';
import type { FetchThumbnails } from './thumbnails/thumbnailAtlas.ts';

const LayoutPanel = lazyPart(
  'The layout of the map',
  async () => (await import('./layouts/LayoutPanel.tsx')).LayoutPanel,
);

const SaveMapPanel = lazyPart(
  'The map as a figure',
  async () => (await import('./SaveMapPanel.tsx')).SaveMapPanel,
);

interface MapControlsProps {
  store: MapStore;
  /** Where what is on screen comes from, for pictures of it. */
  provenance: HouseServices['provenanceNotes'];
  /** Closes the second of two maps, which has no legend of its own. */
  onClose?: () => void;
  scene: MapScene;
  /** Small squares of galaxies, for figures. */
  fetchThumbnails: FetchThumbnails;
  /** Of the present colours. */
  legend: LegendKey;
  canZoomToSelection: boolean;
  onZoomToSelection(): void;
  lasso: boolean;
  onLasso(): void;
}

/** What stands on the map: its tools, what it shows galaxies as, and the legend. They come once the first galaxies are drawn. */
export function MapControls({
  store,
  provenance,
  onClose,
  scene,
  fetchThumbnails,
  legend,
  lasso,
  onLasso,
  ...toSelection
}: MapControlsProps) {
  const session = useSession();
  const { catalogue, columns, selection, preferences } = session;
  const simulated = useStore(catalogue, s => s.catalogue?.simulated === true);
  const ofPart = useStore(catalogue, s => s.catalogue !== null && isPart(s.catalogue));
  const all = useStore(columns, s => s.columns);
  const painted = useStore(columns, s => s.painted);
  const names = useStore(preferences, s => s.regionNames);
  const shows = useStore(preferences, s => s.mapShows);
  const words = useStore(selection, s => s.words);
  const near = useStore(session.neighbours, n => n.neighbours !== null);
  const together = useStore(selection, s => s.rows.length > 0);
  const entries = legend.kind === 'category' ? legend.entries : [];
  const column = all.find(each => each.name === painted) ?? null;
  const chosenCode =
    entries.find(({ code }) => words !== '' && wordsOfCategory(column, code) === words)?.code ?? null;
  const isSecond = onClose !== undefined;
  const legendPlace = useCoveredCorner(scene);
  const { change } = preferences.getState();
  const { draw, show } = store.getState();
  const [panel, setPanel] = useState<'layout' | 'figure' | null>(null);
  const [layout, saving] = [panel === 'layout', panel === 'figure'];
  /** Opens a panel in place of another; once more closes it. */
  const open = (kind: typeof panel) => setPanel(panel === kind ? null : kind);

  function selectCategory(code: number, keys: { shiftKey: boolean; altKey: boolean }): void {
    const { words, mode, chooseMany, chooseNone } = selection.getState();
    const chosen = modeOfKeys(keys, mode);
    const name = wordsOfCategory(column, code);
    if (chosen === 'new' && words === name) chooseNone();
    else chooseMany(rowsOfCategory(column, code), name, chosen);
  }

  return (
    <>
      {!isSecond && <ShownSwitch shows={shows} onChange={mapShows => change({ mapShows })} />}
      <MapTools
        onZoom={scene.zoomBy}
        onFit={scene.fit}
        {...toSelection}
        lasso={lasso}
        onLasso={onLasso}
        names={names}
        onNames={() => change({ regionNames: !names })}
        layout={isSecond ? undefined : layout}
        onLayout={() => open('layout')}
        saving={saving}
        onSave={() => open('figure')}
        onClose={onClose}
      />
      {layout && <LayoutPanel onDraw={draw} onShow={show} onClose={() => setPanel(null)} />}
      {saving && (
        <SaveMapPanel
          scene={scene}
          fetchThumbnails={fetchThumbnails}
          provenance={provenance}
          onClose={() => setPanel(null)}
        />
      )}
      {!isSecond && (
        <Legend
          ref={legendPlace}
          columns={all}
          painted={painted}
          legend={legend}
          simulated={simulated}
          ofPart={ofPart}
          marks={{ near, chosen: together }}
          chosen={chosenCode}
          onPaint={columns.getState().paint}
          onCategory={selectCategory}
        />
      )}
    </>
  );
}
