"""The Ray bake's fitting, placing and writing of representations that a file has already, in one process and without UMAP.

`surveyPeer.py INPUT OUTPUT COLUMNS` prints galaxies and processor seconds.
"""

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bake/ray"))

from morphospace_bake.bake import Options, bake  # noqa: E402
from morphospace_bake.engine import started  # noqa: E402

source, output, columns = sys.argv[1], sys.argv[2], int(sys.argv[3])
say = lambda sentence: print(sentence, file=sys.stderr, flush=True)  # noqa: E731
with started("none", 1, 1, 0) as engine:
    start = time.process_time()
    manifest = bake(Options(source, output, "none", columns, "components"), engine, say).manifest
print(json.dumps({"galaxies": manifest["rows"], "seconds": time.process_time() - start}))
