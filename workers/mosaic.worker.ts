import jpeg from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm?url';
import png from '@jsquash/png/codec/pkg/squoosh_png_bg.wasm?url';
import webp from '@jsquash/webp/codec/dec/webp_dec.wasm?url';
import { fetchCodecs } from '../src/data/images/fetchCodecs.ts';
import { serveJob } from '../src/rpc/jobContext.ts';
import { limitsToWait } from '../src/rpc/pulse.ts';
import { serveWorker } from '../src/rpc/serveWorker.ts';
import { createMosaic } from './mosaic/mosaicWorker.ts';

serveWorker(
  createMosaic(
    () => fetchCodecs({ jpeg, png, webp }),
    (port, loop) => serveJob(port, loop, limitsToWait),
    () => performance.now(),
  ),
);
