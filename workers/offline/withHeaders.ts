/** An answer with more headers, which replace its own of the same names. */
export function withHeaders(response: Response, headers: Record<string, string>): Response {
  if (response.type === 'opaque' || response.type === 'error') return response; // they cannot be read
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers: all });
}
