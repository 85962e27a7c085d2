/** Text for XML 1.0; line ends become references, because readers would change them; characters XML cannot hold become U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
    .replace(/[&<>"\t\n\r]/g, character => `&#${character.charCodeAt(0)};`)
    .replace(unheld, '\uFFFD');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unheld = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
