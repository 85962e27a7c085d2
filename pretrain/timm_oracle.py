"""Writes test/fixtures/timm-oracle.json: what timm says of networks that the shared golden file leaves out, in float64.

Weights are filled from their key names, the input is unit("input", i) in (channel, row, column) order: greyscale networks, the
bottleneck ResNet, and a ViT at a side other than the one its position embedding was learnt at (resized by timm).
"""

import json
from pathlib import Path

import numpy as np
import timm
import torch
from timm.layers import resample_abs_pos_embed

from formula_weights import fill, unit

OUT = Path(__file__).parent.parent / "test" / "fixtures" / "timm-oracle.json"


@torch.no_grad()
def answers(name: str, channels: int, side_px: int) -> list[float]:
    options = {"img_size": side_px} if name.startswith("vit") else {}
    model = timm.create_model(name, num_classes=0, in_chans=channels, **options).double().eval()
    state = model.state_dict()
    for key, tensor in state.items():
        if key == "pos_embed":
            learnt = torch.from_numpy(fill(key, (1, 197, tensor.shape[-1])))
            state[key] = resample_abs_pos_embed(learnt.double(), model.patch_embed.grid_size)
        elif not key.endswith("num_batches_tracked"):
            state[key] = torch.from_numpy(fill(key, tuple(tensor.shape))).double()
    model.load_state_dict(state)
    values = unit("input", channels * side_px * side_px).astype(np.float32)
    image = torch.from_numpy(values).double().view(1, channels, side_px, side_px)
    return [round(float(v), 6) for v in model(image)[0]]


def main() -> None:
    cases = {
        f"{name}{' grey' if channels == 1 else ''}@{side_px}": answers(name, channels, side_px)
        for name, channels, side_px in [
            ("convnext_pico", 1, 64),
            ("resnet18", 1, 64),
            ("resnet50", 3, 64),
            ("vit_tiny_patch16_224", 3, 96),
        ]
    }
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in cases.items())
    OUT.write_text(f"{{\n{lines}\n}}\n")
    for name, values in cases.items():
        print(name, len(values), values[:3])


if __name__ == "__main__":
    main()
