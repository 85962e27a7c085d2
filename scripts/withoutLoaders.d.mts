import type { Plugin } from 'vite';

export function withoutLoaders(): Plugin;
