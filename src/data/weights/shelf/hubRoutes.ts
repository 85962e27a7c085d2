/** Where published encoders live: Hugging Face, whose /resolve/ addresses answer other origins (CORS) and redirect to its CDN. */
const hub = 'https://huggingface.co';

/** One address a file of weights may be found at. */
export interface WeightsRoute {
  url: string;
  /** "model.safetensors" */
  fileName: string;
}

/**
 * The addresses to try for a repository's weights, in order. Encoders: safetensors on main, then on the pull request the hub's
 * conversion bot opens, then PyTorch's own file, which is always there. A fine-tuned head has one checkpoint under a name of its own.
 *
 * @param repository "mwalmsley/zoobot-encoder-convnext_nano"
 * @param checkpoint name of the only file, for fine-tuned heads
 * @param host for tests
 */
export function hubRoutes(repository: string, checkpoint?: string, host: string = hub): WeightsRoute[] {
  const files: [revision: string, fileName: string][] = checkpoint
    ? [['main', checkpoint]]
    : [
        ['main', 'model.safetensors'],
        ['refs/pr/1', 'model.safetensors'],
        ['main', 'pytorch_model.bin'],
      ];
  return files.map(([revision, fileName]) => ({
    url: `${host}/${repository}/resolve/${encodeURIComponent(revision)}/${fileName}`,
    fileName,
  }));
}

/** The page a person reads, and where the files can be fetched by hand. */
export function hubPage(repository: string): string {
  return `${hub}/${repository}`;
}
