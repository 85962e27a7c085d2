import { worksOffline } from '../bytes/offline.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

/** Why another host did not give what was asked for. */
export type RemoteFailure =
  /** 401 and 403: only for those the owners gave access. */
  | { kind: 'gated' }
  /** 404 and 410. */
  | { kind: 'moved' }
  | { kind: 'offline' }
  /** No answer at all, or none that other sites may read. */
  | { kind: 'unreachable' }
  /** Nothing came for so long. */
  | { kind: 'slow'; waitedSeconds: number }
  /** 429, again and again. */
  | { kind: 'busy' }
  | { kind: 'server'; status: number }
  /** A web page came, as networks that require a sign-in send. */
  | { kind: 'page' }
  /** The body ended early, again and again. */
  | { kind: 'cut' }
  /** Something else than what was asked for. */
  | { kind: 'wrong'; what: string };

/** What a sentence may name. */
interface RemotePlace {
  /** What was wanted: "gz2.parquet", "the cutout". */
  name: string;
  url: string;
  /** Page on which a person finds it. Default: the host */
  page?: string;
}

/** Another host gave no or a wrong answer; its message is a sentence that ends with what to do. */
export class RemoteError extends UnreadableError {
  override readonly name = 'RemoteError';
  constructor(
    readonly failure: RemoteFailure,
    place: RemotePlace,
  ) {
    super(sentenceOf(failure, place));
  }
}

function sentenceOf(failure: RemoteFailure, { name, url, page }: RemotePlace): string {
  const { host, origin } = new URL(url);
  const at = page ?? origin;
  switch (failure.kind) {
    case 'gated':
      return `Only people whom its owners have given access may fetch ${name}: sign in at ${at}, download it there and open the file.`;
    case 'moved':
      return `${name} is no longer where it was on ${host}: look for it at ${at}, and open the file you find.`;
    case 'offline':
      return `This machine has no network: connect it, then ask for ${name} again. ${worksOffline}`;
    case 'unreachable':
      return `${host} could not be reached: either this machine has no network, or the host is down or does not answer pages of other sites. Try again, or download ${name} from ${at} in another tab and open the file.`;
    case 'slow':
      return `${host} sent nothing of ${name} for ${failure.waitedSeconds} s: try again later.`;
    case 'busy':
      return `${host} has too much to do (429) to send ${name}: try again in some minutes; what has come is kept.`;
    case 'server':
      return `${host} answered with error ${failure.status} when asked for ${name}: try again later, or look at ${at}.`;
    case 'page':
      return `A web page came instead of ${name}, as networks that require a sign-in send: sign in to the network and try again.`;
    case 'cut':
      return `${host} broke off again and again while sending ${name}: try again; what has come is kept.`;
    case 'wrong':
      return `${host} sent something else than ${name} (${failure.what}): try again later, or look at ${at}.`;
  }
}
