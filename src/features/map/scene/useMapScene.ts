import { type RefObject, useEffect, useState } from 'react';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { createMapSurvey } from '../survey/mapSurvey.ts';
import { openMapWorker } from '../survey/openMapWorker.ts';
import type { FetchThumbnails } from '../thumbnails/thumbnailAtlas.ts';
import { createMapScene, type MapScene } from './mapScene.ts';
import type { PointedStore } from './pointed.ts';

/**
 * Draws the map into `host` and keeps it in step with the session's catalogue, positions and selection, beside React:
 * a layout that settles or a pointer that moves renders no component.
 *
 * @returns the scene, null before the first effect; and why nothing can be drawn, if so
 */
export function useMapScene(
  host: RefObject<HTMLDivElement | null>,
  session: Session,
  pointer: PointedStore,
  fetchThumbnails: FetchThumbnails,
  onDrawn?: () => void,
): { scene: MapScene | null; failure: string | null } {
  const [scene, setScene] = useState<MapScene | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (!host.current) return;
    const { camera, catalogue, filters, hovered, neighbours, positions, selection, notices, preferences } =
      session;
    const made = createMapScene(host.current, {
      onMove() {
        const { pointed, point } = pointer.getState();
        const at = pointed?.by === 'keys' ? made.screenOf(pointed.row) : null;
        point(pointed && at && { ...pointed, xPx: at[0], yPx: at[1] });
      },
      onDrawn: () => onDrawn?.(),
      onFailure: setFailure,
      onProblem: error => notices.getState().complain(`Thumbnails could not be read: ${sentenceOf(error)}`),
    });
    const showCatalogue = () =>
      made.reset(catalogue.getState().catalogue?.hasImages ? fetchThumbnails : null);
    const survey = createMapSurvey(openMapWorker, {
      onDensity: made.setDensity,
      onPictures: made.setPictures,
      onProblem: error => notices.getState().complain(`The map has no pictures: ${sentenceOf(error)}`),
    });
    const lookOver = () => {
      const { positions: present } = positions.getState();
      const { passing } = filters.getState();
      survey.follow(present, passing && passing.rowCount * 2 === present?.length ? passing : null);
    };
    const showPositions = () => {
      made.setPositions(positions.getState().positions);
      lookOver();
    };
    const goWhereAsked = () => {
      const { asked, ask } = camera.getState();
      if (!asked) return;
      ask(null);
      made.placeAt(asked);
    };
    const showKind = () => made.setShown(preferences.getState().mapShows);
    const showMarks = () => {
      const { row: selected, rows } = selection.getState();
      const pointed = pointer.getState().pointed?.row ?? hovered.getState().row;
      made.setMarks({ selected, pointed, rows, neighbours: neighbours.getState().neighbours });
    };
    showCatalogue();
    showPositions();
    showMarks();
    showKind();
    goWhereAsked();
    const subscriptions = [
      camera.subscribe(goWhereAsked),
      made.onView(() => camera.getState().move(made.movedTo())),
      catalogue.subscribe((now, before) => {
        if (now.catalogue === before.catalogue) return;
        pointer.getState().point(null); // the row is another galaxy now
        showCatalogue();
      }),
      positions.subscribe(showPositions),
      selection.subscribe(showMarks),
      preferences.subscribe(showKind),
      neighbours.subscribe(showMarks),
      hovered.subscribe(showMarks),
      filters.subscribe((now, before) => {
        if (now.passing !== before.passing) lookOver();
      }),
      pointer.subscribe((now, before) => {
        if (now.pointed?.row === before.pointed?.row) return;
        hovered.getState().hover(now.pointed?.row ?? null);
        showMarks();
      }),
    ];
    setScene(made);
    return () => {
      for (const unsubscribe of subscriptions) unsubscribe();
      survey.end();
      made.destroy();
      setScene(null);
    };
  }, [host, session, pointer, fetchThumbnails, onDrawn]);

  return { scene, failure };
}
