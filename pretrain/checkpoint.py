"""A network to go on from later: every tensor in 16 bits, without the optimiser's state.

python checkpoint.py --work DIR --stage NAME --out checkpoints/NAME.safetensors    writes a stage's mean weights
python checkpoint.py --mean ONE TWO --out checkpoints/NAME.safetensors             writes the mean of two, one begun from the other
"""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from encoder_net import EncoderNet


def save_checkpoint(net: EncoderNet, path: Path, notes: dict[str, str]) -> None:
    """:param notes: what the weights saw, as text by name"""
    tensors = {k: v.detach().half().contiguous() for k, v in net.state_dict().items() if not k.endswith("num_batches_tracked")}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, notes)


def load_checkpoint(path: Path, dropout: float = 0.0) -> EncoderNet:
    tensors = {k: v.float() for k, v in load_file(path).items()}
    net = EncoderNet(dropout, tensors["projection.weight"].shape[0])
    missing, unexpected = net.load_state_dict(tensors, strict=False)
    if unexpected or any(not k.endswith("num_batches_tracked") for k in missing):
        raise ValueError(f"need a checkpoint of this network in {path}; missing {missing}, unexpected {unexpected}")
    return net.to(memory_format=torch.channels_last)


def mean_of(one: Path, two: Path) -> EncoderNet:
    """Weights halfway between (Wortsman et al. 2022, arXiv:2109.01903): often as good at what either is best at."""
    net, other = load_checkpoint(one), load_checkpoint(two).state_dict()
    net.load_state_dict({k: torch.lerp(v, other[k], 0.5) if v.is_floating_point() else v for k, v in net.state_dict().items()})
    return net


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, help="folder of checkpoints")
    parser.add_argument("--stage")
    parser.add_argument("--mean", type=Path, nargs=2, metavar="FILE", help="checkpoints, in place of a stage")
    parser.add_argument("--out", type=Path, required=True)
    o = parser.parse_args()
    if o.mean:
        save_checkpoint(mean_of(*o.mean), o.out, {"mean of": " and ".join(path.stem for path in o.mean)})
        return
    saved = torch.load(o.work / f"{o.stage}.pt", weights_only=True)
    net = EncoderNet(width=saved["mean"]["projection.weight"].shape[0])
    net.load_state_dict(saved["mean"])
    save_checkpoint(net, o.out, {"stage": o.stage, "steps": str(saved["step"]), "minutes": f"{saved['spent'] / 60:.0f}"})
    print(f"{o.out.stat().st_size:,} bytes after {saved['step']} steps")


if __name__ == "__main__":
    main()
