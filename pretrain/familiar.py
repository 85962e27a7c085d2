"""
Where the training galaxies lie among a network's representations, and how far from them a galaxy is unlike them.

Probabilistic principal components (Tipping & Bishop 1999): a Gaussian with a deviation of its own along each leading axis
and one in all other directions; src/maths/linear/trainingDistance.ts has the same distance. The limit is chosen on the
validation split.

python familiar.py --work DIR --weights galaxy    adds them to weights that are exported already, whose network stays
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from encoder_net import TOP, ShippedNet
from galaxies import Galaxies, load
from probes import represent
from weights_file import read_weights, write_weights

AXES = 48  # of 384; of 16 to 64 tried on validation, from here on more hardly change who lies outside
OUTSIDE = 0.05  # share of validation galaxies beyond the limit
MOST = {"gz2-voted": 400, "gz2-more": 600, "gz1-sdss": 400, "efigi": 300, "ngc-sdss": 200, "gz2-hart": 100}
"""Training galaxies of each source, so that none fills the Gaussian alone; of the other splits half as many."""


def rows_of(galaxies: Galaxies, split: str, seed: int = 5) -> np.ndarray:
    rng = np.random.default_rng(seed)
    part = 1 if split == "train" else 2
    return np.sort(np.concatenate([rng.permutation(galaxies.where(s, split))[: n // part] for s, n in MOST.items()]))


def spread_of(training: np.ndarray) -> dict[str, np.ndarray]:
    """:param training: (n, d) representations of training galaxies. :returns: the tensors `familiar.…`, of 16 bits"""
    n, d = training.shape
    mean = training.mean(0)
    _, singular, axes = np.linalg.svd(training - mean, full_matrices=False)
    variances = singular**2 / n
    rest = variances[AXES:].sum() / (d - AXES)
    tensors = {"familiar.mean": mean, "familiar.axes": axes[:AXES],
               "familiar.deviations": np.sqrt(np.append(variances[:AXES], rest))}  # fmt: skip
    return {name: values.astype(np.float16).astype(np.float32) for name, values in tensors.items()}


def distances(tensors: dict[str, np.ndarray], representations: np.ndarray) -> np.ndarray:
    """(n) Mahalanobis distances / √d"""
    x = representations - tensors["familiar.mean"]
    along = x @ tensors["familiar.axes"].T
    deviations = tensors["familiar.deviations"]
    rest = np.maximum(0, (x**2).sum(1) - (along**2).sum(1))
    return np.sqrt((((along / deviations[:-1]) ** 2).sum(1) + rest / deviations[-1] ** 2) / x.shape[1])


def familiar(net, galaxies: Galaxies, side: int, crop: float) -> tuple[dict[str, np.ndarray], dict[str, float]]:
    """:returns: the tensors, and the card's `familiar`"""
    training, validation = (represent(net, galaxies.images[rows_of(galaxies, s)], side, crop) for s in ("train", "validation"))
    tensors = spread_of(training)
    limit = float(np.quantile(distances(tensors, validation), 1 - OUTSIDE))
    return tensors, {"limit": round(limit, 4), "outside": OUTSIDE}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--galaxies", type=Path, default=TOP.parent / "shared" / "galaxies")
    parser.add_argument("--work", type=Path, required=True, help="folder of the cache, galaxies/")
    parser.add_argument("--weights", default="galaxy")
    o = parser.parse_args()
    torch.set_num_threads(1)
    models = TOP / "public" / "models"
    manifest, state = read_weights(models, o.weights)
    view = manifest["view"]
    tensors, limit = familiar(ShippedNet(o.weights), load(o.galaxies, [], o.work / "galaxies"), view["sidePx"], view["cropFraction"])
    card = {k: v for k, v in manifest.items() if k not in ("tensors", "bytes", "sha256")} | {"familiar": limit}
    network = {k: v for k, v in state.items() if not k.startswith("familiar.")}
    print(limit, write_weights(models, card, network | tensors)["sha256"])


if __name__ == "__main__":
    main()
