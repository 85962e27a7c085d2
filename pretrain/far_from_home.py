"""What share of other galaxies lies beyond the limit of exported weights: the test split, which chose nothing, and other surveys."""

import argparse
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import torch
from PIL import Image

from encoder_net import TOP, ShippedNet
from familiar import distances, rows_of
from galaxies import SIDE, SOURCES, decode, load
from probes import represent
from weights_file import read_weights

OTHERS = {"DECaLS rings": "rings-decals", "volunteers' guide, six surveys": "more/gz-guide", "HSC": "more/hsc-thumbs",
          "CFHTLS lens candidates": "more/cfht-lens-candidates"}  # fmt: skip


def euclid(folder: Path) -> np.ndarray:
    images = [Image.open(path).convert("RGB").resize((SIDE, SIDE), Image.Resampling.BILINEAR) for path in sorted(folder.rglob("*.jpg"))]
    return np.stack([np.asarray(image) for image in images])


def starless_noise(count: int, seed: int = 1) -> np.ndarray:
    """Skies of 8 bits without a source: a level from 10 to 60, grain of 3 to 25."""
    rng = np.random.default_rng(seed)
    level, grain = rng.uniform(10, 60, (count, 1, 1, 1)), rng.uniform(3, 25, (count, 1, 1, 1))
    return rng.normal(level, grain, (count, SIDE, SIDE, 3)).clip(0, 255).astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--galaxies", type=Path, default=TOP.parent / "shared" / "galaxies")
    parser.add_argument("--work", type=Path, required=True, help="folder of the cache, galaxies/")
    parser.add_argument("--weights", default="galaxy")
    o = parser.parse_args()
    torch.set_num_threads(1)
    manifest, tensors = read_weights(TOP / "public" / "models", o.weights)
    net, limit, view = ShippedNet(o.weights), manifest["familiar"]["limit"], manifest["view"]
    galaxies = load(o.galaxies, [], o.work / "galaxies")
    test = rows_of(galaxies, "test")

    def share(images: np.ndarray) -> np.ndarray:
        return distances(tensors, represent(net, images, view["sidePx"], view["cropFraction"])) > limit

    outside = share(galaxies.images[test])
    print("test split", f"{outside.mean():.3f}", json.dumps({s: round(float(outside[galaxies.source[test] == i].mean()), 3)
          for i, s in enumerate(SOURCES) if (galaxies.source[test] == i).any()}))  # fmt: skip
    for name, file in OTHERS.items():
        images = decode(pq.read_table(o.galaxies / f"{file}.parquet", columns=["image"]).to_pandas()["image"])
        print(name, f"{share(images).mean():.3f}", flush=True)
    print("Euclid", f"{share(euclid(o.galaxies / 'euclid-folder')).mean():.3f}")
    print("starless noise", f"{share(starless_noise(200)).mean():.3f}")


if __name__ == "__main__":
    main()
