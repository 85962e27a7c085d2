"""Writes test/fixtures/lite0-oracle.json: PyTorch's outputs of EfficientNet-Lite0 in float64.

Cases: weights filled from their key names at an even and an odd side (TensorFlow's padding differs there), without
normalisation, at the odd one also with a projection to 24 numbers; and the exported ImageNet weights
(public/models/imagenet.bin, 16 bits) with their normalisation. The input is unit("input", i) in (channel, row, column) order;
for "pixels", two 8-bit images floor(256 unit("pixels", i)) in (image, row, column, channel) order, as the app passes them.
"""

import json
from pathlib import Path

import numpy as np
import torch

from formula_weights import fill, unit
from lite0 import STAGE_DEPTHS, published_model, timm_key
from lite0_network import NORMALISATION

ROOT = Path(__file__).parent.parent


def load_keys(model: torch.nn.Module, value_of) -> None:
    state = model.state_dict()
    for key, tensor in state.items():
        if not key.endswith("num_batches_tracked"):
            state[key] = torch.from_numpy(value_of(timm_key(key), tuple(tensor.shape))).to(tensor.dtype)
    model.load_state_dict(state)


def exported_values():
    manifest = json.loads((ROOT / "public" / "models" / "imagenet.json").read_text())
    values = np.frombuffer((ROOT / "public" / "models" / "imagenet.bin").read_bytes(), dtype="<f2")
    start = {t["name"]: t["offset"] // 2 for t in manifest["tensors"]}

    def value_of(key: str, shape: tuple[int, ...]) -> np.ndarray:
        if key.startswith("classifier."):
            return np.zeros(shape, np.float32)  # not exported, and not part of a representation
        return values[start[key] : start[key] + int(np.prod(shape))].astype(np.float32).reshape(shape)

    return value_of


@torch.no_grad()
def answers(model: torch.nn.Module, side_px: int, normalise: bool, projected_to: int = 0) -> dict:
    x = torch.from_numpy(unit("input", 3 * side_px * side_px).astype(np.float32)).double().view(1, 3, side_px, side_px)
    if normalise:
        x = normalised(x)
    return forward(model, x, side_px, projected_to)


@torch.no_grad()
def answers_for_pixels(model: torch.nn.Module, side_px: int) -> dict:
    pixels = np.floor(256 * unit("pixels", 2 * side_px * side_px * 3)).reshape(2, side_px, side_px, 3)
    x = torch.from_numpy(pixels).permute(0, 3, 1, 2) / 255
    return forward(model, normalised(x), side_px)


def normalised(x: torch.Tensor) -> torch.Tensor:
    mean, std = (torch.tensor(NORMALISATION[k], dtype=torch.float64).view(1, 3, 1, 1) for k in ("mean", "std"))
    return (x - mean) / std


def forward(model: torch.nn.Module, x: torch.Tensor, side_px: int, projected_to: int = 0) -> dict:
    """Every stage's shape, mean and root mean square over the batch, and the representations, one after the other."""
    stages = {}

    def note(name: str) -> None:
        stages[name] = [list(x.shape[1:]), round(float(x.mean()), 6), round(float(x.pow(2).mean().sqrt()), 6)]

    x = model._swish(model._bn0(model._conv_stem(x)))
    note("bn1")
    first = 0
    for stage, depth in enumerate(STAGE_DEPTHS):
        for block in model._blocks[first : first + depth]:
            x = block(x)
        first += depth
        note(f"blocks.{stage}")
    x = model._swish(model._bn1(model._conv_head(x)))
    note("bn2")
    values = x.mean((2, 3)).flatten()
    if projected_to:
        weight, bias = (torch.from_numpy(fill(f"representation.{part}", shape)).double()
                        for part, shape in (("weight", (projected_to, 1280)), ("bias", (projected_to,))))  # fmt: skip
        values = weight @ values + bias
    return {"sidePx": side_px, "stages": stages, "values": [round(float(v), 7) for v in values]}


def main() -> None:
    torch.set_default_dtype(torch.float64)
    model = published_model().double()
    load_keys(model, fill)
    cases = {"formula@64": answers(model, 64, False), "formula@75": answers(model, 75, False),
             "projected@75": answers(model, 75, False, projected_to=24)}  # fmt: skip
    load_keys(model, exported_values())
    cases["imagenet@64"] = answers(model, 64, True)
    cases["imagenet@128"] = answers(model, 128, True)
    cases["pixels@64"] = answers_for_pixels(model, 64)
    out = ROOT / "test" / "fixtures" / "lite0-oracle.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(f'  "{name}": {json.dumps(case)}' for name, case in cases.items())
    out.write_text(f"{{\n{lines}\n}}\n")
    for name, case in cases.items():
        print(name, case["stages"]["bn2"], case["values"][:4])


if __name__ == "__main__":
    main()
