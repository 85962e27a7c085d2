import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What was asked of a command, by the names of its options. */
type Asked<Given extends Options> = ReturnType<typeof parseArgs<{ options: Given }>>['values'];

/**
 * The options that a command was started with. `--help` prints the usage and ends the process; so does, with a sentence and
 * status 2, what the command does not know.
 *
 * @param usage says what it does, and each option in a line
 * @param args as they were typed. Default: this process's
 */
export function commandOptions<Given extends Options>(
  usage: string,
  options: Given,
  args: string[] = process.argv.slice(2),
): Asked<Given> {
  if (args.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ options, args }).values as Asked<Given>;
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split('. '); // the rest explains shells
    return refuse(usage, sentence.replace(/\.$/, ''));
  }
}

/**
 * A whole number after an option; undefined where the option was not given. Ends the process with a sentence and status 2
 * where it is none, or below the least.
 *
 * @param name with its dashes: "--seed"
 * @param least default 0
 */
export function wholeNumber(
  usage: string,
  name: string,
  text: string | undefined,
  least = 0,
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(number) && number >= least) return number;
  return refuse(usage, `need a whole number of at least ${least} after ${name}; got “${text}”`);
}

/** Says what is wrong and how it is used, and ends the process. */
export function refuse(usage: string, sentence: string): never {
  console.error(`${sentence}.\n\n${usage}`);
  process.exit(2);
}
