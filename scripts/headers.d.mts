export function documentHeaders(options?: {
  development?: boolean;
  named?: readonly string[];
}): Record<string, string>;
