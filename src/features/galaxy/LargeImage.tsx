import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { SharpImage } from '../../ui/pictures/SharpImage.tsx';

const mostPx = 324; // any larger and the room below is out of sight

/** The galaxy at the largest whole multiple of its pixels that fits, on black. */
export function LargeImage({ row, id }: { row: number; id: string }) {
  const { url, failure } = useGalaxyImage(row);
  return <SharpImage url={url} failure={failure} alt={`Galaxy ${id}`} mostPx={mostPx} />;
}
