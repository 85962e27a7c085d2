import type { Plugin } from 'vite';
export function withoutWgsl(): Plugin;
