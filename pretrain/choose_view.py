"""Figures on the validation split for several sides and crops at which galaxies are shown to the network, as a table."""

import argparse
from pathlib import Path

import torch

from galaxies import load
from galaxy_net import GalaxyNet
from probes import validation_figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder of cache and checkpoints")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--sides", type=int, nargs="+", default=[112, 128, 144])
    parser.add_argument("--crops", type=float, nargs="+", default=[0.5, 0.6, 0.7, 0.8])
    parser.add_argument("--threads", type=int, default=1)
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    galaxies = load(Path(), [], o.work / "galaxies")
    net = GalaxyNet(0)
    net.load_state_dict(torch.load(o.work / f"{o.stage}.pt", weights_only=True)["mean"])
    for side in o.sides:
        for crop in o.crops:
            figures = validation_figures(net.eval(), galaxies, side, crop)
            print(side, crop, *(f"{name} {value}" for name, value in figures.items()), flush=True)


if __name__ == "__main__":
    main()
