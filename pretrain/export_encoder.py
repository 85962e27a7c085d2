"""Exports the encoder, its projection and its tree head as FOLDER/NAME.json and NAME.bin, with an oracle beside the fixtures.

python export_encoder.py --checkpoint checkpoints/encoder.safetensors --work DIR --name galaxy
python export_encoder.py --small DIR/small.pt --teacher checkpoints/encoder.safetensors --work DIR --name small

`--figures FILE` takes the last lines of `npm run measure representation` and `npm run measure votes`, which are taken on
the test split with the exported weights: export, measure, then export once more with the figures.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from checkpoint import load_checkpoint
from encoder_net import TOP
from familiar import familiar
from formula_weights import unit
from galaxies import load
from lite0_network import NETWORK
from model_card import data_of, figures_of
from questions import manifest_questions
from small_net import load_small
from tree_loss import concentrations
from weights_file import write_weights

CARD = {
    "architecture": "efficientnet_lite0",
    "title": "Galaxies (EfficientNet-Lite0)",
    "description": (
        "EfficientNet-Lite0 and a projection of its last stage's means, trained together on galaxies: to predict how Galaxy "
        "Zoo 2's volunteers answer each question of their decision tree (Dirichlet–multinomial, Walmsley et al. 2022), "
        "Galaxy Zoo 1's classes, what EFIGI's experts say of sixteen attributes and the Hubble stage, and NGC galaxies' "
        "Hubble classes. Turned and mirrored, a galaxy was asked to look the same to it; shifted, zoomed, noisier and grey "
        "views were one galaxy too. Values are stored in 16 bits."
    ),
    "licence": "MIT",
    "credit": (
        "Trained by the Morphospace authors. Labels: Galaxy Zoo 1 (Lintott et al. 2008, 2011), Galaxy Zoo 2 (Willett et "
        "al. 2013, Hart et al. 2016), EFIGI (Baillard et al. 2011), OpenNGC (Mattia Verga, CC BY-SA 4.0, types after "
        "HyperLEDA). Images: Sloan Digital Sky Survey. Begun from EfficientNet-Lite0's ImageNet weights, Google "
        "(tensorflow/tpu), Apache License 2.0."
    ),
    "network": NETWORK,
    "head": {"kind": "tree", "questions": manifest_questions()},
    "limits": (
        "It learnt SDSS galaxies, most of them as Galaxy Zoo framed them, nearby and bright. Other surveys, depths and "
        "framings are new to it, and its shares then say more about how such a picture would look to an SDSS volunteer "
        "than about the galaxy. \"Disturbed\" is mostly seams across SDSS frames."
    ),
}  # fmt: skip
SMALL_CARD = CARD | {
    "title": "Galaxies, small (EfficientNet-Lite0, cut short)",
    "description": (
        "A third of the size, for slow connections: the galaxy weights' first five stages as they are, then one block of the "
        "sixth, a light one and 512 feature maps in place of 1,280. Its end was trained to see galaxies as the galaxy weights "
        "do: their representation, which galaxies they find alike, and their answers to Galaxy Zoo 2's questions. Its 128 "
        "numbers are its own, not comparable with theirs. Values are stored in 16 bits."
    ),
}  # fmt: skip


def tensors_of(net: torch.nn.Module) -> dict[str, np.ndarray]:
    """By the names the app reads: timm's, the projection's, and Zoobot's of a tree head."""
    named = {**net.encoder.state_dict(),
             "representation.weight": net.projection.weight, "representation.bias": net.projection.bias,
             "head.1.0.weight": net.heads["tree"].weight, "head.1.0.bias": net.heads["tree"].bias}  # fmt: skip
    return {k: v.detach().contiguous().numpy() for k, v in named.items() if not k.startswith("classifier.")}


@torch.no_grad()
def answers(net: torch.nn.Module, side: int) -> dict:
    """Of the formula's image (formula_weights.py), in float64, for test/nets to compare with."""
    net = net.double().eval()
    x = torch.from_numpy(unit("input", 3 * side * side)).view(1, 3, side, side)
    h = net.represent(x)
    values, said = h[0].numpy(), concentrations(net.heads["tree"](h))[0].numpy()
    return {"sidePx": side, "values": [round(float(v), 6) for v in values], "concentrations": [round(float(v), 6) for v in said]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--checkpoint", type=Path, help="of the encoder")
    which.add_argument("--small", type=Path, help="a stage of distil_small.py")
    parser.add_argument("--teacher", type=Path, help="checkpoint of the encoder --small learnt from")
    parser.add_argument("--work", type=Path, required=True, help="folder of the cache, galaxies/")
    parser.add_argument("--simulated", type=int, help="simulated galaxies it learnt from; default: those of the cache")
    parser.add_argument("--name", required=True, help="of the files and of the weights in the app")
    parser.add_argument("--out", type=Path, default=TOP / "public" / "models")
    parser.add_argument("--oracle", type=Path, default=TOP / "test" / "fixtures", help="folder of NAME-oracle.json")
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--crop", type=float, default=0.6)
    parser.add_argument("--figures", type=Path)
    o = parser.parse_args()
    torch.set_num_threads(1)
    # Its 16-bit values are the network: what is exported is what was judged.
    net = load_small(o.small, o.teacher) if o.small else load_checkpoint(o.checkpoint)
    galaxies = load(Path(), [], o.work / "galaxies")
    spread, limit = familiar(net, galaxies, o.side, o.crop)
    card = {"name": o.name, **(SMALL_CARD if o.small else CARD), "dimension": net.projection.out_features,
            "data": data_of(galaxies, o.simulated), "figures": figures_of(o.figures, o.name),
            "view": {"sidePx": o.side, "cropFraction": o.crop}, "familiar": limit}  # fmt: skip
    manifest = write_weights(o.out, card, tensors_of(net) | spread)
    print(f"{len(manifest['tensors'])} tensors, {manifest['bytes']:,} bytes, sha256 {manifest['sha256']}")
    (o.oracle / f"{o.name}-oracle.json").write_text(json.dumps(answers(net, o.side)) + "\n")


if __name__ == "__main__":
    main()
