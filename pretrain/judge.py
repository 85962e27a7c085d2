"""What weights know, on the validation split: the shipped ones' figures are those a new training has to pass."""

import argparse
import json
from pathlib import Path

import torch

from checkpoint import load_checkpoint
from encoder_net import ShippedNet, check_shipped
from galaxies import load
from probes import validation_figures


def network(weights: str) -> torch.nn.Module:
    if weights.endswith(".safetensors"):
        return load_checkpoint(Path(weights))
    net = ShippedNet(weights)
    if weights == "galaxy":
        print(f"within {check_shipped(net):.1e} of the oracle's representation", flush=True)
    return net


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--galaxies", type=Path, default=Path(__file__).parent.parent.parent / "shared" / "galaxies")
    parser.add_argument("--work", type=Path, required=True, help="folder of the cache, galaxies/")
    parser.add_argument("--weights", nargs="+", default=["galaxy"], help="names in public/models, or checkpoints")
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--crop", type=float, default=0.6)
    parser.add_argument("--most", type=int, default=1500, help="galaxies a probe is fitted on")
    o = parser.parse_args()
    torch.set_num_threads(1)
    galaxies = load(o.galaxies, [], o.work / "galaxies")
    for weights in o.weights:
        figures = validation_figures(network(weights), galaxies, o.side, o.crop, o.most)
        print(weights, json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
