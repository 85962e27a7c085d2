"""
Makes a checkpoint's representation steadier when a galaxy is turned or mirrored, without a step of training.

python steady.py --work DIR --checkpoint checkpoints/encoder.safetensors --out DIR/steady.safetensors

Directions in which views of one galaxy differ count less: a linear map, fitted on galaxies of the train split, is folded
into the projection and undone in every head. What the heads answer stays the same; what lies near what changes.
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from checkpoint import load_checkpoint, save_checkpoint
from encoder_net import EncoderNet
from galaxies import load
from probes import represent

FITTED_ON = 400  # galaxies
VIEWS = ((0, False), (1, False), (2, False), (0, True))
PENALTY = 30.0


def steadying_map(views: np.ndarray, penalty: float = PENALTY) -> np.ndarray:
    """
    The symmetric map that divides each direction by how much views differ in it.

    :param views: (v, n, width) representations of n galaxies, each seen in v ways
    :param penalty: is added to the variances, as a share of their mean: the larger, the less is changed
    :returns: (width, width), scaled so that galaxies keep their mean distance from the mean
    """
    apart = (views - views.mean(0)).reshape(-1, views.shape[2])
    variances, directions = np.linalg.eigh(apart.T @ apart / len(apart))
    map_ = directions / np.sqrt(variances + penalty * variances.mean()) @ directions.T
    galaxies = views.mean(0) - views.mean((0, 1))
    return map_ * np.sqrt((galaxies**2).sum() / ((galaxies @ map_) ** 2).sum())


@torch.no_grad()
def fold(net: EncoderNet, map_: np.ndarray) -> None:
    """Applies a symmetric map to the projection, and its inverse to what every head reads. `net` is changed."""
    forth = torch.from_numpy(map_)
    back = torch.linalg.inv(forth)
    projection = net.projection
    projection.weight.copy_((forth @ projection.weight.double()).float())
    projection.bias.copy_((forth @ projection.bias.double()).float())
    for head in net.heads.values():
        head.weight.copy_((head.weight.double() @ back).float())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--galaxies", type=Path, default=Path(__file__).parent.parent.parent / "shared" / "galaxies")
    parser.add_argument("--work", type=Path, required=True, help="folder of the cache, galaxies/")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--crop", type=float, default=0.6)
    o = parser.parse_args()
    torch.set_num_threads(1)
    net = load_checkpoint(o.checkpoint)
    galaxies = load(o.galaxies, [], o.work / "galaxies")
    images = galaxies.images[galaxies.where("gz2-voted", "train")[:FITTED_ON]]
    views = np.stack([represent(net, images, o.side, o.crop, turn) for turn in VIEWS]).astype(np.float64)
    fold(net, steadying_map(views, o.penalty))
    save_checkpoint(net, o.out, {"steadied": o.checkpoint.stem, "penalty": str(o.penalty)})


if __name__ == "__main__":
    main()
