import { bareQuestion } from './questionName.ts';

/** The shapes a decision tree's answers are summed up in. */
export const shapeNames = ['smooth', 'spiral', 'edge-on', 'disk, no arms', 'barred', 'odd', 'artefact'];
const [smooth, spiral, edgeOn, disk, barred, odd, artefact] = shapeNames.keys();
/** The code of a galaxy without answers. */
const noShape = 255;

interface AnsweredQuestion {
  name: string;
  start: number;
  answers: readonly { name: string }[];
}

const half = 0.5; // a majority of the volunteers expected
const barShareSeen = 0.3; // our choice: at a majority weak bars would count as none

/**
 * Sums up what a tree's head answers as one shape a galaxy, by majorities along the tree (for bars three in ten): odd where most find something
 * odd; else smooth or artefact where they lead; of disks edge-on, barred, spiral or without arms, the first that most see.
 *
 * @param questions the tree
 * @param concentrations (n, answers) row-major, > 0; NaN for galaxies without answers
 * @param answers numbers per galaxy
 * @returns (n) index into {@link shapeNames}; 255 without answers
 */
export function shapesOfAnswers(
  questions: readonly AnsweredQuestion[],
  concentrations: Float32Array,
  answers: number,
): Uint8Array {
  const first = questions.find(question => bareQuestion(question.name) === 'smooth-or-featured');
  const codes = new Uint8Array(concentrations.length / answers).fill(noShape);
  if (!first) return codes;
  const shareOf = (name: string, holds: (answer: string) => boolean) => {
    const question = questions.find(each => bareQuestion(each.name) === name);
    if (!question) return () => 0;
    const { start } = question;
    const count = question.answers.length;
    const isOne = question.answers.map(answer => holds(answer.name));
    return (from: number) => {
      let sum = 0;
      let own = 0;
      for (let i = 0; i < count; i++) {
        const value = concentrations[from + start + i];
        sum += value;
        if (isOne[i]) own += value;
      }
      return own / sum;
    };
  };
  const yes = (answer: string) => answer === 'yes';
  const smoothShare = shareOf('smooth-or-featured', answer => answer === 'smooth');
  const diskShare = shareOf('smooth-or-featured', answer => answer.startsWith('feature'));
  const oddShare = shareOf('something-odd', yes);
  const edgeOnShare = shareOf('disk-edge-on', yes);
  const barShare = shareOf('bar', answer => answer !== 'no');
  const armShare = shareOf('has-spiral-arms', yes);
  for (let row = 0; row < codes.length; row++) {
    const from = row * answers;
    if (Number.isNaN(concentrations[from + first.start])) continue;
    const ofDisk = diskShare(from);
    const ofSmooth = smoothShare(from);
    if (ofSmooth + ofDisk < half) codes[row] = artefact;
    else if (oddShare(from) > half) codes[row] = odd;
    else if (ofSmooth >= ofDisk) codes[row] = smooth;
    else if (edgeOnShare(from) > half) codes[row] = edgeOn;
    else if (barShare(from) > barShareSeen) codes[row] = barred;
    else codes[row] = armShare(from) > half ? spiral : disk;
  }
  return codes;
}
