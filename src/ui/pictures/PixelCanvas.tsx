import { useEffect, useRef } from 'react';

interface PixelCanvasProps {
  widthPx: number;
  heightPx: number;
  /** (heightPx, widthPx, 4) row-major */
  rgba: Uint8ClampedArray<ArrayBuffer>;
  /** What it shows; without it, it is decoration. */
  label?: string;
  className?: string;
}

/** A canvas with exactly these pixels. */
export function PixelCanvas({ widthPx, heightPx, rgba, label, className }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, widthPx, heightPx), 0, 0);
  }, [rgba, widthPx, heightPx]);
  const told = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return <canvas ref={canvas} width={widthPx} height={heightPx} className={className} {...told} />;
}
