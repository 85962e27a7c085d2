import type { Plugin } from 'vite';
export function withoutRowFilters(): Plugin;
