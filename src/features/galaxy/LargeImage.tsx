import { useMediaQuery } from '@mantine/hooks';
import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { SharpImage } from '../../ui/pictures/SharpImage.tsx';

// Any larger and the room below is out of sight: beside the map, and in the sheet below it that a narrow window has.
const mostPx = 324;
const mostPxInSheet = 128;
const narrow = '(max-width: 900px)'; // as in RoomPanel.module.css

/** The galaxy at the largest whole multiple of its pixels that fits, on black. */
export function LargeImage({ row, id }: { row: number; id: string }) {
  const { url, failure } = useGalaxyImage(row);
  const inSheet = useMediaQuery(narrow, undefined, { getInitialValueInEffect: false });
  return (
    <SharpImage url={url} failure={failure} alt={`Galaxy ${id}`} mostPx={inSheet ? mostPxInSheet : mostPx} />
  );
}
