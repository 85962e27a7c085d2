import type { Size } from './points/camera.ts';

const gapPx = 14; // between pointer and card: clear of the pointer's own arrow
const edgePx = 8; // between card and the edge of the room

/**
 * Top left corner of a card beside a point: to its right and below, on the other side where there is no room, and in
 * any case inside the room, as far as the card fits at all.
 */
export function cardPlace(
  xPx: number,
  yPx: number,
  card: Size,
  room: Size,
): { leftPx: number; topPx: number } {
  return {
    leftPx: beside(xPx, card.width, room.width),
    topPx: beside(yPx, card.height, room.height),
  };
}

function beside(at: number, length: number, room: number): number {
  const after = at + gapPx;
  const before = at - gapPx - length;
  const wanted = after + length <= room - edgePx ? after : before >= edgePx ? before : after;
  return Math.max(edgePx, Math.min(wanted, room - edgePx - length));
}
