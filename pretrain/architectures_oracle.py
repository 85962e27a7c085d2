"""Writes test/fixtures/architectures-oracle.json: one training step of each network that the app trains from nothing, in float64.

A linear head of four classes on the representation, cross-entropy over two images, image b unit("image b", i) in (channel, row,
column) order and of class b; then one step of AdamW on everything, learning rate 1e-3, decay 0.05, and the loss after it. All
tensors are filled from their key names. The vision transformer is timm's own, so its keys are timm's; the Linformer is the same with
its attention written as the linformer package has it, one projection for all heads.

Gradients are kept as in lite0_step_oracle.py: length, and projections on vectors of +1 and −1.
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from timm.layers import LayerNorm2d
from timm.models.vision_transformer import VisionTransformer
from timm.models.vision_transformer_hybrid import ConvStem, HybridEmbed

from formula_weights import fill, unit

OUT = Path(__file__).parent.parent / "test" / "fixtures" / "architectures-oracle.json"
SIDE_PX, CLASSES, DIRECTIONS = 64, 4, 8
BRIGHTNESS, SPREAD = 0.08, 0.11


def vit(dimension: int = 96) -> VisionTransformer:
    stem = ConvStem(channels=dimension, norm_layer=LayerNorm2d, act_layer=nn.GELU)
    return VisionTransformer(
        img_size=SIDE_PX,
        patch_size=8,
        embed_dim=dimension,
        depth=6,
        num_heads=4,
        num_classes=0,
        embed_layer=lambda patch_size, **options: HybridEmbed(backbone=stem, proj=False, **options),
    )


class ProjectedAttention(nn.Module):
    """Linformer's (Wang et al. 2020): keys and values of n tokens become k by proj_k and proj_v, (n, k)."""

    def __init__(self, dimension: int, heads: int, tokens: int, k: int):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dimension, 3 * dimension)
        self.proj_k, self.proj_v = [nn.Parameter(torch.zeros(tokens, k)) for _ in range(2)]
        self.proj = nn.Linear(dimension, dimension)

    def forward(self, x, **_):
        batch, tokens, channels = x.shape
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        k = torch.einsum("bnd,nk->bkd", k, self.proj_k)
        v = torch.einsum("bnd,nk->bkd", v, self.proj_v)
        q, k, v = [t.reshape(batch, -1, self.heads, channels // self.heads).transpose(1, 2) for t in (q, k, v)]
        shares = (q @ k.transpose(-2, -1) * (channels // self.heads) ** -0.5).softmax(dim=-1)
        return self.proj((shares @ v).transpose(1, 2).reshape(batch, tokens, channels))


def linformer(k: int = 16) -> VisionTransformer:
    model = vit()
    for block in model.blocks:
        block.attn = ProjectedAttention(96, 4, 65, k)
    return model


class SmallCnn(nn.Module):
    def __init__(self, widths=(32, 48, 64, 96, 128, 128)):
        super().__init__()
        self.layers = nn.ModuleList()
        for i, width in enumerate(widths):
            conv = nn.Conv2d(3 if i == 0 else widths[i - 1], width, 3, stride=2 - i % 2, padding=1, bias=False)
            self.layers.append(nn.ModuleDict({"conv": conv, "norm": LayerNorm2d(width)}))

    def forward(self, x):
        for layer in self.layers:
            x = nn.functional.gelu(layer["norm"](layer["conv"](x)))
        return x.mean(dim=(2, 3))


def step(encoder: nn.Module) -> dict:
    encoder = encoder.double()
    state = {key: torch.from_numpy(fill(key, tuple(t.shape))).double() for key, t in encoder.state_dict().items()}
    encoder.load_state_dict(state)
    images = np.stack([unit(f"image {b}", 3 * SIDE_PX**2).reshape(3, SIDE_PX, SIDE_PX) for b in range(2)])
    x = (torch.from_numpy(images.astype(np.float32)).double() - BRIGHTNESS) / SPREAD
    vectors = encoder(x)
    head = nn.Linear(vectors.shape[1], CLASSES).double()
    names = {"head.linear.weight": head.weight, "head.linear.bias": head.bias}
    with torch.no_grad():
        for key, tensor in names.items():
            tensor.copy_(torch.from_numpy(fill(key, tuple(tensor.shape))).double())
    labels = torch.arange(2)
    loss = nn.functional.cross_entropy(head(vectors), labels)
    loss.backward()
    gradients = {}
    for key, parameter in [*encoder.named_parameters(), *names.items()]:
        g = parameter.grad.reshape(-1).numpy()
        signs = [np.where(unit(f"{key} direction {d}", g.size) >= 0.5, 1, -1) for d in range(DIRECTIONS)]
        gradients[key] = [round_to(v) for v in [np.linalg.norm(g), *[float(s @ g) for s in signs]]]
    torch.optim.AdamW([*encoder.parameters(), *head.parameters()], lr=1e-3, weight_decay=0.05).step()
    with torch.no_grad():
        after = nn.functional.cross_entropy(head(encoder(x)), labels)
    return {
        "vectors": [round_to(float(v)) for v in vectors.detach().reshape(-1)[::7]],
        "loss": float(loss.detach()),
        "lossAfter": float(after),
        "gradients": gradients,
        "shapes": {key: list(t.shape) for key, t in encoder.named_parameters()},
    }


def round_to(value: float) -> float:
    return float(f"{value:.7g}")


if __name__ == "__main__":
    cases = {"cnn": SmallCnn(), "vitMicro": vit(), "linformerMicro": linformer()}
    OUT.write_text(json.dumps({name: step(model) for name, model in cases.items()}) + "\n")
