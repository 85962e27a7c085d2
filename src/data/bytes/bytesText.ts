const narrowSpace = '\u202f'; // narrow and non-breaking, so that number and unit stay on one line

/** "16.2 MB", "785 MB", "2.1 GB": decimal units, as download sizes are stated, to three digits; below 1 MB in kB. */
export function formatBytes(bytes: number): string {
  const [unit, size] = bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : ['kB', 1e3];
  const value = bytes / (size as number);
  const digits = value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)}${narrowSpace}${unit}`;
}
