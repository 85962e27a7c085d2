/** Words in file names that tell the contents of a file, not whose it is. */
const otherWords = new Set(
  'rating ratings rated label labels labelled labeled class classes search export people morphospace csv'.split(
    ' ',
  ),
);

/** The person a file's name gives: "ratings_ann-lee (1).csv" is "ann lee". The whole name where nothing else remains. */
export function personNameOf(fileName: string): string {
  const base = fileName.replace(/\.\w+$/, '').replace(/\s*\(\d+\)$/, ''); // browsers add it to a second download of the same name
  const words = base.split(/[\s_-]+/).filter(word => word !== '');
  const own = words.filter(word => !otherWords.has(word.toLowerCase()));
  return (own.length > 0 ? own : words).join(' ') || fileName;
}

/** A name nobody has yet: "Ann", else "Ann 2". Upper and lower case count as the same. */
export function freePersonName(name: string, taken: Iterable<string>): string {
  const known = new Set(Array.from(taken, each => each.toLowerCase()));
  if (!known.has(name.toLowerCase())) return name;
  for (let n = 2; ; n++) if (!known.has(`${name} ${n}`.toLowerCase())) return `${name} ${n}`;
}
