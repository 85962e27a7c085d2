"""Exports the trained galaxy encoder with its tree's head to public/models/galaxy.json and galaxy.bin.

`--figures FILE` takes the last lines of `npm run measure representation` and `npm run measure votes`, which are taken on
the test split with the exported weights: export, measure, then export once more with the figures.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from formula_weights import unit
from galaxies import GZ1_CLASSES, SOURCES, load
from galaxy_net import DIMENSION, GalaxyNet
from lite0 import NETWORK
from questions import TREE, manifest_questions
from tree_loss import concentrations
from weights_file import is_stored, write_weights

ORACLE = Path(__file__).parent.parent / "test" / "fixtures" / "galaxy-oracle.json"
CARD = {
    "name": "galaxy",
    "title": "Galaxies (EfficientNet-Lite0)",
    "architecture": "efficientnet_lite0",
    "dimension": DIMENSION,
    "description": (
        "EfficientNet-Lite0, begun from ImageNet's weights and trained on galaxies: to predict how Galaxy Zoo 2's "
        "volunteers answer each question of their decision tree (Dirichlet–multinomial, Walmsley et al. 2022), and "
        "Galaxy Zoo 1's classes. Turned, mirrored, shifted and zoomed views were one galaxy to it; grey ones too, now and "
        "then. A representation is the mean of the last feature map. Values are stored in 16 bits."
    ),
    "licence": "MIT",
    "credit": (
        "Trained by the Morphospace authors. Labels: Galaxy Zoo 1 (Lintott et al. 2008, 2011), Galaxy Zoo 2 (Willett et "
        "al. 2013). Images: Sloan Digital Sky Survey. Begun from EfficientNet-Lite0's ImageNet weights, Google "
        "(tensorflow/tpu), Apache License 2.0."
    ),
    "network": NETWORK,
    "head": {"kind": "tree", "questions": manifest_questions()},
    "limits": (
        "It learnt SDSS galaxies as Galaxy Zoo framed them, nearby and bright. Other surveys, depths and framings are new "
        "to it, and its shares then say more about how such a picture would look to an SDSS volunteer than about the "
        "galaxy. Questions on bars, arms, bulges and winding rest on some 280 galaxies' votes and the simulated survey's, and are "
        "answered hardly better than by the mean answer, or worse. "
        "\"Disturbed\" is mostly seams across SDSS frames."
    ),
}


def data_of(galaxies) -> str:
    parts = []
    for source in SOURCES:
        sizes = [len(galaxies.where(source, split)) for split in ("train", "validation", "test")]
        parts.append(f"{source}: {sizes[0]:,} train" + (f", {sizes[1]:,} validation, {sizes[2]:,} test" if sizes[2] else ""))
    return (
        "; ".join(parts) + ". Split by a hash of the id. The simulated survey has other seeds than the embedded sky and no "
        "planted oddity. rings-decals, the Euclid folder and the embedded sky were never shown to it."
    )


def figures_of(path: Path | None) -> list[dict]:
    """The model card's figures, from what `npm run measure` printed; none yet at the first export."""
    if path is None:
        return []
    representation, votes = (json.loads(line) for line in path.read_text().splitlines())
    galaxy, imagenet = representation["galaxy"], representation["imagenet"]
    labels = {
        "gz1BalancedAccuracy": f"Galaxy Zoo 1, {len(GZ1_CLASSES)} classes: balanced accuracy",
        "gz1Purity10": "Galaxy Zoo 1: share of the 10 nearest of the same kind",
        "odd": "Odd: area under ROC", "ring": "Ring: area under ROC", "merger": "Merger: area under ROC",
        "irregular": "Irregular: area under ROC", "edgeOn": "Edge-on: area under ROC", "cigar": "Cigar: area under ROC",
        "featured": "Featured: area under ROC", "rings100": "DECaLS rings from 100 labels: accuracy",
    }  # fmt: skip

    def plain(value) -> float:
        return value["mean"] if isinstance(value, dict) else value

    figures = [
        {"label": label, "value": round(plain(galaxy[key]), 3), "note": f"ImageNet {plain(imagenet[key]):.3f}"}
        for key, label in labels.items()
    ]
    for question in TREE:
        v = votes[question.name]
        note = f"constant {v['rmseConstant']:.3f}, {v['galaxies']} galaxies"
        figures.append({"label": f"{question.text} Error of a share", "value": round(v["rmse"], 3), "note": note})
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder of cache and checkpoints")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "public" / "models")
    parser.add_argument("--side", type=int, required=True, help="as choose_view.py found best")
    parser.add_argument("--crop", type=float, required=True)
    parser.add_argument("--figures", type=Path)
    o = parser.parse_args()
    net = GalaxyNet(0)
    net.load_state_dict(torch.load(o.work / f"{o.stage}.pt", weights_only=True)["mean"])
    net.eval()
    state = {k: v.contiguous().numpy() for k, v in net.encoder.state_dict().items() if not k.startswith("classifier.")}
    state["head.1.0.weight"] = net.tree.weight.detach().numpy()
    state["head.1.0.bias"] = net.tree.bias.detach().numpy()
    galaxies = load(Path(), [], o.work / "galaxies")
    card = {**CARD, "data": data_of(galaxies), "figures": figures_of(o.figures),
            "view": {"sidePx": o.side, "cropFraction": o.crop}}  # fmt: skip
    manifest = write_weights(o.out, card, state)
    print(f"{len(manifest['tensors'])} tensors, {manifest['bytes']:,} bytes, sha256 {manifest['sha256']}")

    before = answers(net, o.side)
    stored = {k: torch.from_numpy(v.astype(np.float16).astype(np.float32)) for k, v in state.items() if is_stored(k)}
    net.encoder.load_state_dict({k: v for k, v in stored.items() if not k.startswith("head.")}, strict=False)
    net.tree.load_state_dict({"weight": stored["head.1.0.weight"], "bias": stored["head.1.0.bias"]})
    after = answers(net.double(), o.side)
    moved = np.linalg.norm(before[0] - after[0]) / np.linalg.norm(before[0])
    print(f"16-bit storage moves a representation by {moved:.1e} of its length")
    names = ("values", "concentrations")
    oracle = {"sidePx": o.side, **{n: [round(float(v), 6) for v in a] for n, a in zip(names, after, strict=True)}}
    ORACLE.write_text(json.dumps(oracle) + "\n")


@torch.no_grad()
def answers(net: GalaxyNet, side: int) -> tuple[np.ndarray, np.ndarray]:
    """Representation and concentrations of the formula's image (formula_weights.py), for test/nets to compare with."""
    kind = net.tree.weight.dtype
    x = torch.from_numpy(unit("input", 3 * side * side)).to(kind).view(1, 3, side, side)
    h = net.represent(x)
    return h[0].numpy(), concentrations(net.tree(h))[0].numpy()


if __name__ == "__main__":
    main()
