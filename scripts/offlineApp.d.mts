import type { Plugin } from 'vite';

export function offlineApp(): Plugin;
export function appFiles(folder: string): Record<'kept' | 'used', { url: string; revision: string | null }[]>;
