export const modelHosts: string[];
export const surveyHosts: string[];
export function documentHeaders(options?: { development?: boolean }): Record<string, string>;
