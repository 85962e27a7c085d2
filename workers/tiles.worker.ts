import { helpWith, type TileWork } from '../src/kernels/graph/tileTeam.ts';

addEventListener('message', ({ data }: MessageEvent<TileWork>) => helpWith(data));
