import { serveHub } from '../../test/data/weights/hubServer.ts';
import { safetensorsFile } from '../../test/data/weights/safetensorsFile.ts';
import { selfSigned } from '../../test/e2e/selfSigned.ts';
import { convNeXtLayout, convNeXtShapes } from '../../test/nets/encoders/timmLayouts.ts';
import { formulaWeights } from '../../test/nets/formulaWeights.ts';

const hostName = 'huggingface.co'; // the one the app's policy lets pages ask
const path = '/mwalmsley/zoobot-encoder-convnext_nano/resolve/main/model.safetensors';
const pieceEveryMs = 10; // 60 MB in some three seconds

/** A host of published weights on this machine, which a browser with these flags takes for the real one. */
interface ModelHost {
  browserFlags: string[];
  close(): Promise<void>;
}

/** Serves one encoder of 60 MB, slowly. */
export async function serveModels(): Promise<ModelHost> {
  const hub = await serveHub(selfSigned(hostName));
  const bytes = safetensorsFile(formulaWeights(convNeXtLayout(convNeXtShapes.convnext_nano)));
  hub.files.set(path, { bytes, etag: '"1"' });
  hub.pieceEveryMs = pieceEveryMs;
  return {
    browserFlags: [
      `--host-resolver-rules=MAP ${hostName}:443 127.0.0.1:${hub.port}`,
      '--ignore-certificate-errors',
    ],
    close: hub.close,
  };
}
