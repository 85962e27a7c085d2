/**
 * Hands a text to the person as a file, by the browser's own download.
 *
 * @param name file name with its ending
 * @param type media type: "text/csv"
 */
export function saveText(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the download has begun by then
}
