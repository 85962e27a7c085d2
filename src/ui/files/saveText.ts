import { saveFile } from './saveFile.ts';

/**
 * Hands a text to the person as a file, by the browser's own download.
 *
 * @param name file name with its ending
 * @param type media type: "text/csv"
 */
export function saveText(name: string, text: string, type: string): void {
  saveFile(name, new Blob([text], { type }));
}
