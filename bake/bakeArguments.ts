import { readdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultWeights } from '../src/data/weights/shelf/shippedWeights.ts';

/** What `npm run bake` prints below a sentence on what was wrong with the command line. */
export const usage =
  'npm run bake -- INPUT OUTPUT.parquet [--weights NAME] [--pca N] [--limit N] [--images]\n' +
  'npm run bake -- INPUT FOLDER --static [the same options]\n' +
  '  INPUT      a Parquet file in the Galaxy Zoo layout, or a folder of images with or without a CSV table\n' +
  '  --weights  name of the weights in public/models (default galaxy; "random" for untrained ones)\n' +
  '  --pca      principal components kept, from which the map is made (default 64)\n' +
  '  --limit    bake the first N galaxies only\n' +
  '  --images   keep the images in the output\n' +
  '  --static   write a folder of files for a static host, read by range (docs/format.md), of at most 1,000,000 galaxies';

/** The command line of `npm run bake`, checked: see `usage` for the meaning of each option. */
export interface BakeArguments {
  input: string;
  output: string;
  weights: string;
  pca: number;
  /** Infinity for all. */
  limit: number;
  images: boolean;
  /** True where the output is a folder of tiles. */
  static: boolean;
}

/** Thrown for a command line that cannot be followed; the message is a sentence to print above the usage. */
export class ArgumentError extends Error {
  override name = 'ArgumentError';
}

const keptComponents = 64; // as in the app

/**
 * Reads the command line after `npm run bake --`.
 *
 * @throws ArgumentError where an option is unknown, a number is none, the input is missing or the output has no folder
 */
export function readArguments(argv: string[]): BakeArguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split('. '); // the rest explains shells
    throw new ArgumentError(`${sentence.replace(/\.$/, '')}.`);
  }
  const { values, positionals } = parsed;
  const [input, output] = positionals;
  if (positionals.length !== 2) {
    throw new ArgumentError(
      `need INPUT and OUTPUT; got ${positionals.length === 0 ? 'neither' : positionals.join(' ')}.`,
    );
  }
  if (!statSync(input, { throwIfNoEntry: false })) {
    throw new ArgumentError(`need an INPUT that exists; got ${input}, which does not.`);
  }
  checkOutput(output, values.static ?? false);
  if (!statSync(dirname(resolve(output)), { throwIfNoEntry: false })?.isDirectory()) {
    throw new ArgumentError(
      `need a folder for OUTPUT; got ${output}, whose folder does not exist: make it first.`,
    );
  }
  if (resolve(input) === resolve(output)) {
    throw new ArgumentError(`need an OUTPUT other than INPUT; got ${output} for both.`);
  }
  return {
    input,
    output,
    weights: values.weights ?? defaultWeights,
    pca: wholeNumber('--pca', values.pca, 2) ?? keptComponents, // a map needs two
    limit: wholeNumber('--limit', values.limit, 1) ?? Number.POSITIVE_INFINITY,
    images: values.images ?? false,
    static: values.static ?? false,
  };
}

function checkOutput(output: string, isStatic: boolean): void {
  if (!isStatic && !output.endsWith('.parquet')) {
    throw new ArgumentError(
      `need an OUTPUT that ends in .parquet; got ${output}. For a folder of files, give --static.`,
    );
  }
  const there = statSync(output, { throwIfNoEntry: false });
  if (isStatic && there && !(there.isDirectory() && readdirSync(output).length === 0)) {
    throw new ArgumentError(`need a new or empty folder for --static; got ${output}, which holds something.`);
  }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      weights: { type: 'string' },
      pca: { type: 'string' },
      limit: { type: 'string' },
      images: { type: 'boolean' },
      static: { type: 'boolean' },
    },
  });
}

function wholeNumber(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new ArgumentError(`need ${option} to be a whole number from ${least} up; got ${text}.`);
  }
  return value;
}
