export const root: string;
export function runTool(program: string, args: string[]): number;
