"""Writes test/fixtures/lite0-step-oracle.json: one training step of EfficientNet-Lite0, everything unfrozen, in float64.

A linear head on the mean of the last feature map (the shipped weights: on its projection, which stays as it is), cross-entropy over two images of 64 px, batch norm in evaluation mode, no
dropout. Cases: the shipped galaxy weights (public/models/galaxy.bin, 16 bits) with their normalisation, and weights filled from
their key names without one. The head is filled from its key names; image b is unit("image b", i) in (channel, row, column) order
and of class b.

Of every tensor's gradient g the file keeps its length and DIRECTIONS projections s·g on vectors of +1 and −1, s_i = +1 where
unit("KEY direction k", i) ≥ 0.5, in PyTorch's layout. For a gradient g' computed elsewhere and Δ = g' − g, each s·Δ has mean
square ‖Δ‖² over the choice of s, so the root mean square of the differences of projections estimates ‖Δ‖, to a fifth with 16
directions (the variance of (s·Δ)² is at most 2 ‖Δ‖⁴). It proves no bound for a Δ made to be orthogonal to all sixteen, which
rounding is not; tensors of up to WHOLE numbers are kept whole, where the comparison is exact.
"""

import json
from pathlib import Path

import numpy as np
import timm
import torch
from torch import nn

from formula_weights import fill, unit

ROOT = Path(__file__).parent.parent
SIDE_PX = 64
CLASSES = 4
DIRECTIONS = 16
WHOLE = 32


def shipped(name: str):
    """Gives a key's values of a shape, and the projection's matrix and bias, or None."""
    manifest = json.loads((ROOT / "public" / "models" / f"{name}.json").read_text())
    values = np.frombuffer((ROOT / "public" / "models" / f"{name}.bin").read_bytes(), dtype="<f2")
    start = {t["name"]: t["offset"] // 2 for t in manifest["tensors"]}

    def value_of(key: str, shape: tuple[int, ...]) -> np.ndarray:
        return values[start[key] : start[key] + int(np.prod(shape))].astype(np.float64).reshape(shape)

    shape_of = {t["name"]: tuple(t["shape"]) for t in manifest["tensors"]}
    keys = ("representation.weight", "representation.bias")
    projection = [value_of(key, shape_of[key]) for key in keys] if keys[0] in shape_of else None
    return value_of, projection


def network(value_of, projection) -> tuple[nn.Module, nn.Linear]:
    """:param projection: matrix (dimension, 1280) and bias, or None"""
    encoder = timm.create_model("tf_efficientnet_lite0", num_classes=0).double().eval()
    state = encoder.state_dict()
    for key, tensor in state.items():
        if not key.endswith("num_batches_tracked"):
            state[key] = torch.from_numpy(value_of(key, tuple(tensor.shape))).double()
    encoder.load_state_dict(state)
    dimension = encoder.num_features
    if projection:
        weight, bias = (torch.from_numpy(values) for values in projection)
        dimension = len(bias)
        encoder.global_pool.register_forward_hook(lambda _module, _inputs, pooled: pooled @ weight.T + bias)
    head = nn.Linear(dimension, CLASSES).double()
    with torch.no_grad():
        head.weight.copy_(torch.from_numpy(fill("head.linear.weight", (CLASSES, dimension))).double())
        head.bias.copy_(torch.from_numpy(fill("head.linear.bias", (CLASSES,))).double())
    return encoder, head


def described(key: str, gradient: np.ndarray) -> dict:
    flat = gradient.ravel()
    told: dict = {"norm": rounded(np.linalg.norm(flat))}
    if flat.size <= WHOLE:
        return told | {"values": [rounded(v) for v in flat]}
    signs = [np.where(unit(f"{key} direction {k}", flat.size) >= 0.5, 1.0, -1.0) for k in range(DIRECTIONS)]
    return told | {"projections": [rounded(s @ flat) for s in signs]}


def rounded(value: float) -> float:
    return float(f"{value:.8g}")


def step(value_of, projection, normalise: bool) -> dict:
    encoder, head = network(value_of, projection)
    count = 3 * SIDE_PX * SIDE_PX
    images = np.stack([unit(f"image {b}", count).astype(np.float32).reshape(3, SIDE_PX, SIDE_PX) for b in range(2)])
    x = torch.from_numpy(images).double()
    if normalise:
        x = (x * 255 - 127) / 128
    vectors = encoder(x)
    loss = nn.functional.cross_entropy(head(vectors), torch.tensor([0, 1]))
    loss.backward()
    named = dict(encoder.named_parameters()) | {"head.linear.weight": head.weight, "head.linear.bias": head.bias}
    gradients = {key: described(key, parameter.grad.numpy()) for key, parameter in named.items()}
    return {"loss": float(loss.detach()), "gradients": gradients}


def main() -> None:
    torch.manual_seed(0)
    cases = {"galaxy": step(*shipped("galaxy"), True), "formula": step(fill, None, False)}
    out = ROOT / "test" / "fixtures" / "lite0-step-oracle.json"
    lines = []
    for name, case in cases.items():
        gradients = ",\n".join(f"    {json.dumps(key)}: {json.dumps(told)}" for key, told in case["gradients"].items())
        lines.append(f'  "{name}": {{"loss": {case["loss"]}, "gradients": {{\n{gradients}\n  }}}}')
    out.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    for name, case in cases.items():
        norms = [told["norm"] for told in case["gradients"].values()]
        print(name, case["loss"], len(norms), "tensors, norms", min(norms), "to", max(norms))


if __name__ == "__main__":
    main()
