export const modelHosts: string[];
export const surveyHosts: string[];
export const resolverHosts: string[];
export function documentHeaders(options?: { development?: boolean }): Record<string, string>;
