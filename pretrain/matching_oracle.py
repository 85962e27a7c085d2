"""Writes test/fixtures/matching-oracle.json: trajectory matching's gradient by PyTorch's double backward, in float64.

A ConvNet-D3 of width 4 on 16 px, its parameters, the expert's next ones and the synthetic images filled by formula from their
names; N steps of SGD unrolled with create_graph, then ‖θ̂ − θ*‖² / ‖θ − θ*‖² differentiated by pixels and by the logarithm of the
step size. Cases: all images at every step, and a few of them at each. The file keeps the pixels' gradient whole, as
little-endian float32 in base64, in the order (image, row, column, channel); each case's first Hessian product, H·v with v the
way to the target, likewise, in the student's flat order (filters height, width, in, out).
"""

import base64
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from formula_weights import unit

OUT = Path(__file__).parent.parent / "test" / "fixtures" / "matching-oracle.json"
SIDE_PX, CHANNELS, CLASSES, WIDTH, IMAGES = 16, 3, 3, 4, 6
FEATURES = (SIDE_PX // 8) ** 2 * WIDTH
CASES = {
    "whole": {"steps": [None] * 5, "stepSize": 0.3},
    "batches": {"steps": [[0, 3], [5, 1, 2], [4, 0]], "stepSize": 0.1},
}


def layout() -> list[tuple[str, tuple[int, ...]]]:
    tensors = []
    for block in range(3):
        tensors.append((f"blocks.{block}.filter", (3, 3, CHANNELS if block == 0 else WIDTH, WIDTH)))
        tensors += [(f"blocks.{block}.scale", (WIDTH,)), (f"blocks.{block}.shift", (WIDTH,))]
    return tensors + [("head.weight", (FEATURES, CLASSES)), ("head.bias", (CLASSES,))]


def parameter(name: str, shape: tuple[int, ...]) -> np.ndarray:
    v = 2 * unit(name, int(np.prod(shape))) - 1
    if name.endswith("scale"):
        v = 1 + 0.2 * v
    elif len(shape) == 1:
        v = 0.2 * v
    else:
        v = v * np.sqrt(3 / np.prod(shape[:-1]))
    return v.astype(np.float32).reshape(shape)


def way(name: str, shape: tuple[int, ...]) -> np.ndarray:
    return (0.1 * (2 * unit(f"way {name}", int(np.prod(shape))) - 1)).astype(np.float32).reshape(shape)


def logits(parameters: list[torch.Tensor], x: torch.Tensor) -> torch.Tensor:
    for block in range(3):
        weight, scale, shift = parameters[3 * block : 3 * block + 3]
        x = F.conv2d(x, weight.permute(3, 2, 0, 1), padding=1)
        x = F.avg_pool2d(F.relu(F.group_norm(x, WIDTH, scale, shift)), 2)
    return x.permute(0, 2, 3, 1).flatten(1) @ parameters[-2] + parameters[-1]


def flat(tensors) -> torch.Tensor:
    return torch.cat([tensor.reshape(-1) for tensor in tensors])


def packed(tensor: torch.Tensor) -> str:
    return base64.b64encode(tensor.detach().numpy().astype("<f4").tobytes()).decode()


def case(steps: list, stepSize: float) -> dict:
    start = [torch.from_numpy(parameter(*each)).double().requires_grad_() for each in layout()]
    ways = [torch.from_numpy(way(*each)).double() for each in layout()]
    target = flat(start).detach() + flat(ways)
    count = IMAGES * SIDE_PX * SIDE_PX * CHANNELS
    values = ((2 * unit("images", count) - 1) * np.sqrt(3)).astype(np.float32).reshape(IMAGES, SIDE_PX, SIDE_PX, CHANNELS)
    images = torch.from_numpy(values).double().requires_grad_()
    labels = torch.arange(IMAGES) % CLASSES
    log_step = torch.tensor(float(np.log(stepSize)), dtype=torch.float64, requires_grad=True)

    def gradient(parameters, rows):
        x, y = (images, labels) if rows is None else (images[rows], labels[rows])
        loss = F.cross_entropy(logits(parameters, x.permute(0, 3, 1, 2)), y)
        return loss, torch.autograd.grad(loss, parameters, create_graph=True)

    first, g = gradient(start, steps[0])
    product = torch.autograd.grad((flat(g) * flat(ways)).sum(), start)
    parameters = start
    for rows in steps:
        _, g = gradient(parameters, rows)
        parameters = [p - log_step.exp() * each for p, each in zip(parameters, g)]
    loss = (flat(parameters) - target).square().sum() / (flat(start).detach() - target).square().sum()
    d_images, d_log = torch.autograd.grad(loss, [images, log_step])
    return {
        "steps": steps,
        "stepSize": stepSize,
        "firstLoss": first.item(),
        "firstHessianProduct": packed(flat(product)),
        "loss": loss.item(),
        "logStepSize": d_log.item(),
        "images": packed(d_images),
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    cases = {name: case(**each) for name, each in CASES.items()}
    shape = {"sidePx": SIDE_PX, "channels": CHANNELS, "classes": CLASSES, "width": WIDTH}
    OUT.write_text(json.dumps({"shape": shape, "images": IMAGES, "cases": cases}, indent=1) + "\n")
    print({name: (each["loss"], each["logStepSize"]) for name, each in cases.items()})
