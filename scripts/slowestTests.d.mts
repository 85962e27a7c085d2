export function slowestTests(
  files: { name: string; startTime: number; endTime: number }[],
  root: string,
  count?: number,
): string[];
