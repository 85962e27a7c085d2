import { desiService } from './desiService.ts';
import { sdssService } from './sdssService.ts';
import type { SpectrumService } from './spectrumService.ts';

/** The surveys offered. */
export const spectrumServices: readonly SpectrumService[] = [sdssService, desiService];
