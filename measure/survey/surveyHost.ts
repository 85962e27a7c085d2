import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built app, and a survey's files beside it, from a host as far away as `latencyMs`. */
export interface SurveyHost {
  address: string;
  /** Of the survey's files alone. */
  sent: { bytes: number; requests: number };
  end(): Promise<void>;
}

/** Serves dist/ on a free port as `npm start` does, and a folder as survey/ there, by range. */
export async function serveSurvey(folder: string, latencyMs: number): Promise<SurveyHost> {
  const sent = { bytes: 0, requests: 0 };
  const server = await preview({
    root,
    preview: { port: 0 },
    logLevel: 'warn',
    plugins: [
      {
        name: 'survey-host',
        configurePreviewServer({ middlewares }) {
          middlewares.use((_request, _response, next) => {
            setTimeout(next, latencyMs);
          });
          middlewares.use('/survey', (request, response, next) => {
            const path = join(folder, new URL(request.url ?? '/', 'http://host').pathname);
            const size = statSync(path, { throwIfNoEntry: false })?.size;
            if (size === undefined) {
              next();
              return;
            }
            const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
            const range = first === undefined ? undefined : { start: Number(first), end: Number(last) };
            const length = range ? range.end - range.start + 1 : size;
            sent.requests++;
            response.writeHead(range ? 206 : 200, {
              'Content-Length': length,
              'Cross-Origin-Resource-Policy': 'same-origin',
              ...(range && { 'Content-Range': `bytes ${range.start}-${range.end}/${size}` }),
            });
            if (request.method === 'HEAD') {
              response.end();
              return;
            }
            sent.bytes += length;
            createReadStream(path, range).pipe(response);
          });
        },
      },
    ],
  });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('the preview server has no address');
  return {
    address,
    sent,
    end: () =>
      new Promise(resolve => {
        if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
        server.httpServer.close(() => resolve());
      }),
  };
}
