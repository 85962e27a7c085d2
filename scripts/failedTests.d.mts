export function failedTests(
  files: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[];
  }[],
  root: string,
): string[];
