export const listedHosts: { host: string; use: 'hub' | 'names' | 'cutouts' }[];
export const hostsVariable: string;
export function namedHosts(environment?: Record<string, string | undefined>): string[];
export function hostsOf(args: readonly string[]): string[];
export function nameHosts(args?: readonly string[]): void;
