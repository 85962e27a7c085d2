import { arcsecPerPixel, compass, type TangentPlane } from '../../../maths/catalogue/tangentPlane.ts';
import classes from './FitsPicture.module.css';

interface SkyMarksProps {
  plane: TangentPlane;
  widthPx: number;
  heightPx: number;
}

const side = 240; // units of the drawing along its width
const arrow = 26;

/** A bar of a round length on the sky, and arrows to north and east. */
export function SkyMarks({ plane, widthPx, heightPx }: SkyMarksProps) {
  const height = (side * heightPx) / widthPx;
  const scale = arcsecPerPixel(plane);
  const arcsec = roundLength((scale * widthPx) / 3);
  const bar = (arcsec / scale / widthPx) * side;
  const { north, east } = compass(plane);
  const [x, y] = [side - 40, 40];
  const tip = ([dx, dy]: [number, number], length: number) => [x + dx * length, y - dy * length] as const;
  const [n, e] = [tip(north, arrow), tip(east, arrow)];
  const [nameN, nameE] = [tip(north, arrow + 8), tip(east, arrow + 8)];
  return (
    <svg className={classes.overlay} viewBox={`0 0 ${side} ${height}`} preserveAspectRatio="none" role="img">
      <title>{`Scale: the bar is ${lengthText(arcsec)}; arrows point north and east`}</title>
      <path d={`M10 ${height - 10}h${bar}`} />
      <text x={10} y={height - 15}>
        {lengthText(arcsec)}
      </text>
      <path d={`M${n[0]} ${n[1]}L${x} ${y}L${e[0]} ${e[1]}`} />
      <text x={nameN[0]} y={nameN[1]} textAnchor="middle" dominantBaseline="middle">
        N
      </text>
      <text x={nameE[0]} y={nameE[1]} textAnchor="middle" dominantBaseline="middle">
        E
      </text>
    </svg>
  );
}

/** The largest of 1, 2 and 5 times a power of ten that is not longer; of minutes and degrees where those are meant. */
function roundLength(arcsec: number): number {
  const unit = arcsec >= 3600 ? 3600 : arcsec >= 60 ? 60 : 1;
  const power = 10 ** Math.floor(Math.log10(arcsec / unit));
  const step = [5, 2, 1].find(each => each * power * unit <= arcsec) ?? 1;
  return step * power * unit;
}

function lengthText(arcsec: number): string {
  if (arcsec >= 3600) return `${Number((arcsec / 3600).toPrecision(2))}°`;
  if (arcsec >= 60) return `${Number((arcsec / 60).toPrecision(2))}′`;
  return `${Number(arcsec.toPrecision(2))}″`;
}
