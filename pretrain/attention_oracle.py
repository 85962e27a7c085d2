"""Writes test/fixtures/attention-oracle.json: the attention of timm's ViT-tiny at 96 px, of our ViT-micro and of our Linformer, in float64.

Weights are filled from their key names; the image of ViT-tiny is unit("input", i), that of the others unit("image 0", i), in (channel,
row, column) order. Attention is what PyTorch's own softmax gives inside each block; the Linformer's on tokens is its shares times
proj_v transposed. Rollout multiplies half attention (mean of heads) and half identity, as matrices.
"""

import json
from pathlib import Path

import numpy as np
import timm
import torch
from timm.layers import resample_abs_pos_embed

from architectures_oracle import BRIGHTNESS, SPREAD, linformer, vit
from formula_weights import fill, unit

OUT = Path(__file__).parent.parent / "test" / "fixtures" / "attention-oracle.json"
PATCH = 7  # any one besides the class token


def filled(model):
    state = model.double().eval().state_dict()
    for key, tensor in state.items():
        if key == "pos_embed" and hasattr(model, "learnt_at"):
            learnt = torch.from_numpy(fill(key, (1, model.learnt_at, tensor.shape[-1]))).double()
            state[key] = resample_abs_pos_embed(learnt, model.patch_embed.grid_size)
        else:
            state[key] = torch.from_numpy(fill(key, tuple(tensor.shape))).double()
    model.load_state_dict(state)
    return model


def image(name: str, side_px: int) -> torch.Tensor:
    values = unit(name, 3 * side_px**2).astype(np.float32)
    return torch.from_numpy(values).double().view(1, 3, side_px, side_px)


def weights_of(attn, x: torch.Tensor) -> torch.Tensor:
    """(heads, tokens, tokens) that a block's attention mixes values by."""
    _, tokens, channels = x.shape
    heads = attn.heads if hasattr(attn, "heads") else attn.num_heads
    q, k, _ = attn.qkv(x).reshape(1, tokens, 3, heads, channels // heads).permute(2, 0, 3, 1, 4)
    if hasattr(attn, "proj_k"):
        k = torch.einsum("bhnd,nk->bhkd", k, attn.proj_k)
    shares = (q @ k.transpose(-2, -1) * (channels // heads) ** -0.5).softmax(dim=-1)
    return (shares @ attn.proj_v.T if hasattr(attn, "proj_v") else shares)[0]


@torch.no_grad()
def case(model, x: torch.Tensor) -> dict:
    seen = []
    for block in model.blocks:
        block.attn.register_forward_pre_hook(lambda attn, inputs: seen.append(weights_of(attn, inputs[0])))
    model.forward_features(x)
    side = int((seen[0].shape[-1] - 1) ** 0.5)
    places = torch.stack(torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij"), -1).reshape(-1, 2)
    apart = torch.cdist(places.double(), places.double())
    rolled = torch.eye(seen[0].shape[-1], dtype=torch.float64)
    for layer in seen:
        rolled = (0.5 * layer.mean(0) + 0.5 * torch.eye(len(rolled))) @ rolled
    patches = [layer[:, 1:, 1:].abs() for layer in seen]
    distances = [((p * apart).sum(-1) / p.sum(-1)).mean(-1) for p in patches]
    rounded = lambda t: [float(f"{v:.6g}") for v in t.reshape(-1).tolist()]
    return {
        "layers": len(seen),
        "classFirst": rounded(seen[0][:, 0, 1:]),
        "classLast": rounded(seen[-1][:, 0, 1:]),
        "patchLast": rounded(seen[-1][:, 1 + PATCH, 1:]),
        "rolloutClass": rounded(rolled[0, 1:]),
        "rolloutPatch": rounded(rolled[1 + PATCH, 1:]),
        "distances": rounded(torch.stack(distances)),
    }


def main() -> None:
    tiny = timm.create_model("vit_tiny_patch16_224", num_classes=0, img_size=96)
    tiny.learnt_at = 197
    small = (image("image 0", 64) - BRIGHTNESS) / SPREAD
    cases = {
        "vitTiny@96": case(filled(tiny), image("input", 96)),
        "vitMicro": case(filled(vit()), small),
        "linformerMicro": case(filled(linformer()), small),
    }
    OUT.write_text(json.dumps(cases) + "\n")
    for name, each in cases.items():
        print(name, each["layers"], each["classLast"][:3], each["distances"][:3])


if __name__ == "__main__":
    main()
