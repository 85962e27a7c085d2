import { SquarePicture } from '../../../ui/pictures/SquarePicture.tsx';
import { RealGalaxy } from '../shown/RealGalaxy.tsx';
import classes from './Cards.module.css';

interface TypicalGalaxyProps {
  row: number;
  /** (sidePx²) what the network makes of it; absent until it was asked */
  made?: Float32Array;
  sidePx: number;
}

/** A real galaxy, and below it its reconstruction. */
export function TypicalGalaxy({ row, made, sidePx }: TypicalGalaxyProps) {
  return (
    <span className={classes.pair}>
      <RealGalaxy row={row} />
      {made && <SquarePicture values={made} sidePx={sidePx} label="Its reconstruction" />}
    </span>
  );
}
