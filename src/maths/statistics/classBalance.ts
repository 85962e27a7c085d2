/**
 * Counts the labelled galaxies of each class.
 *
 * @param labels (n) class of each galaxy; negative where it has no label
 * @returns (classes)
 * @throws RangeError on a class that is out of range
 */
export function classCounts(labels: ArrayLike<number>, classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    if (label >= classes) throw new RangeError(`need classes below ${classes}; got ${label} in row ${row}`);
    if (label >= 0) counts[label]++;
  }
  return counts;
}

/** What a person should know of the labels before training; only `cannotTrain` forbids it. */
export interface ClassAdvice {
  /** Whole sentences for the person, the most serious first. */
  sentences: string[];
  /** True where fewer than two classes have enough galaxies for all parts of a split. */
  cannotTrain: boolean;
  /** Whether class weights or balanced batches would help. */
  unbalanced: boolean;
}

const leastToSplit = 3; // one galaxy each for training, validation and test
const leastToLearn = 20; // the smallest size of the label-efficiency curve
const mostImbalance = 3; // always guessing the larger class is then right 3 times out of 4

/**
 * Checks the numbers of labels for what hinders training: too few classes, too few galaxies of a class, imbalance.
 *
 * @param names (classes) as the person reads them
 * @param counts (classes) labelled galaxies of each
 */
export function classAdvice(names: readonly string[], counts: ArrayLike<number>): ClassAdvice {
  const all = names.map((name, i) => ({ name, count: counts[i] }));
  const usable = all.filter(({ count }) => count >= leastToSplit);
  const few = all.filter(({ count }) => count >= leastToSplit && count < leastToLearn);
  const sentences: string[] = [];
  if (usable.length < 2) {
    sentences.push(
      `Two classes of at least ${leastToSplit} galaxies are needed to train, validate and test; there ${usable.length === 1 ? 'is one' : 'is none'}.`,
    );
  }
  for (const { name, count } of all.filter(each => each.count < leastToSplit)) {
    sentences.push(
      count === 0
        ? `No galaxy is labelled ${name}.`
        : `Only ${count} labelled ${name}: a split leaves some part without any.`,
    );
  }
  for (const { name, count } of few) {
    sentences.push(
      `${count} galaxies labelled ${name} are few: below ${leastToLearn} of a class, figures vary much from draw to draw.`,
    );
  }
  const byCount = [...usable].sort((a, b) => b.count - a.count);
  const [most, least] = [byCount[0], byCount.at(-1)];
  const unbalanced =
    most !== undefined && least !== undefined && most.count >= mostImbalance * least.count && most !== least;
  if (unbalanced) {
    const total = all.reduce((sum, { count }) => sum + count, 0);
    sentences.push(
      `There are ${(most.count / least.count).toFixed(1)} times as many ${most.name} as ${least.name}: to answer ${most.name} always would be right ${((100 * most.count) / total).toFixed(0)} % of the time. Class weights or balanced batches help.`,
    );
  }
  return { sentences, cannotTrain: usable.length < 2, unbalanced };
}
