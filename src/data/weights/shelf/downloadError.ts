import { formatBytes } from '../../bytes/bytesText.ts';
import { fullDiskSentence } from '../../bytes/databaseWriter.ts';
import { worksOffline } from '../../bytes/offline.ts';

/** Why weights could not be fetched. */
export type DownloadFailure =
  | { kind: 'gated' }
  | { kind: 'absent' }
  | { kind: 'offline' }
  | { kind: 'unreachable' }
  | { kind: 'server'; status: number }
  | { kind: 'page' }
  | { kind: 'brokeOff'; heldBytes: number; totalBytes: number | null }
  | { kind: 'tooLong'; heldBytes: number; totalBytes: number }
  | { kind: 'full'; neededBytes: number | null; freeBytes: number | null };

/** What a sentence may name: the file wanted and the page it can be fetched from by hand. */
export interface DownloadPlace {
  fileName: string;
  page: string;
}

/** A download that failed; its message is a sentence for the person that ends with what to do. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  constructor(
    readonly failure: DownloadFailure,
    place: DownloadPlace,
  ) {
    super(sentence(failure, place));
  }
}

function sentence(failure: DownloadFailure, { fileName, page }: DownloadPlace): string {
  const byHand = `fetch ${fileName} from ${page} in another tab and choose “Open a file of weights…”`;
  switch (failure.kind) {
    case 'gated':
      return `Only people whom the authors have given access may fetch these weights: sign in at ${page}, ask for access, download ${fileName} there and choose “Open a file of weights…”.`;
    case 'absent':
      return `No weights were found in this repository: they may have been moved; look at ${page}, and if ${fileName} is there under another name, download it and choose “Open a file of weights…”.`;
    case 'offline':
      return `This machine has no network: connect it and download again, or bring ${fileName} from ${page} on a disk and choose “Open a file of weights…”. ${worksOffline}`;
    case 'unreachable':
      return `The model host could not be reached: either this machine has no network, or the host is down or does not answer this page. Try again, or ${byHand}.`;
    case 'server':
      return `The model host answered with error ${failure.status}: try again in a while, or ${byHand}.`;
    case 'page':
      return `A web page came instead of the weights, as networks that require a sign-in send: sign in to the network and try again, or ${byHand}.`;
    case 'brokeOff': {
      const of = failure.totalBytes === null ? '' : ` of ${formatBytes(failure.totalBytes)}`;
      return `The download broke off after ${formatBytes(failure.heldBytes)}${of}: resume it, and it goes on from there.`;
    }
    case 'tooLong':
      return `More came than was announced (${formatBytes(failure.heldBytes)}, not ${formatBytes(failure.totalBytes)}), so the file was discarded: download it again.`;
    case 'full': {
      const { neededBytes, freeBytes } = failure;
      const needed = neededBytes === null ? '' : `, ${formatBytes(neededBytes)},`;
      const what = `These weights${needed}`;
      const remedy =
        'resume the download, which goes on from where it stopped, or delete weights you no longer need';
      return fullDiskSentence({ what, remedy }, freeBytes === null ? undefined : formatBytes(freeBytes));
    }
  }
}
