"""Trains smaller weights, for phones and first visits, to see galaxies as a checkpoint of the encoder does.

python distil_small.py --work DIR --simulated FILE… --teacher checkpoints/encoder.safetensors --stage small --minutes 120

The student is EfficientNet-Lite0 at half its width and a projection to 128 numbers: 2.4 MB in 16 bits. Of each batch it is
asked for three things the teacher says of the same views: its representation, through a matrix that is thrown away; which
galaxies are alike (Park et al. 2019, relational distillation, by cosines); and its answers to the decision tree. Called
again, it resumes from DIR/STAGE.pt. It is exported under a name of its own: its 128 numbers are not comparable with the
teacher's 384.
"""

import argparse
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from timm.models.efficientnet import _gen_efficientnet_lite
from torch import nn
from torch.utils.data import DataLoader

from batches import OF
from checkpoint import load_checkpoint
from encoder_net import HEADS, EncoderNet
from galaxies import load
from train_encoder import HERE, Views, average_into

WIDTH = 128
CHANNELS = 0.5  # of Lite0's
EMA_DECAY = 0.998
WEIGHTS = {"representation": 1.0, "alike": 5.0, "tree": 0.5}
WARM_UP = 300  # steps: it begins from random weights


class SmallNet(EncoderNet):
    """As EncoderNet, (n, 3, side, side) → (n, 128), narrower inside; of the heads it has the tree's alone."""

    def __init__(self) -> None:
        nn.Module.__init__(self)
        self.encoder = _gen_efficientnet_lite("tf_efficientnet_lite0", CHANNELS, 1.0, num_classes=0, bn_eps=1e-3, pad_type="same")
        self.projection = nn.Linear(self.encoder.num_features, WIDTH)
        self.dropout = nn.Dropout(0)
        self.heads = nn.ModuleDict({"tree": nn.Linear(WIDTH, HEADS["tree"])})


def likeness(representation: torch.Tensor) -> torch.Tensor:
    """(n, n) cosines with the batch's mean subtracted."""
    unit = F.normalize(representation - representation.mean(0), dim=1)
    return unit @ unit.T


def losses_of(student: SmallNet, towards: nn.Linear, h: torch.Tensor, said: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """:param said: of the teacher: `representation` in its standard deviations, and the tree's `tree`"""
    parts = {"representation": F.mse_loss(towards(h), said["representation"]),
             "alike": F.mse_loss(likeness(h), likeness(said["representation"])),
             "tree": F.smooth_l1_loss(student.heads["tree"](h), said["tree"])}  # fmt: skip
    return {name: WEIGHTS[name] * loss for name, loss in parts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--galaxies", type=Path, default=HERE.parent.parent / "shared" / "galaxies")
    parser.add_argument("--simulated", type=Path, nargs="+", required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--stage", default="small")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    galaxies = load(o.galaxies, o.simulated, o.work / "galaxies")
    teacher, student, mean = load_checkpoint(o.teacher).eval(), SmallNet(), SmallNet().eval()
    mean.load_state_dict(student.state_dict())
    towards = nn.Linear(WIDTH, teacher.projection.out_features)
    optimiser = torch.optim.AdamW([*student.parameters(), *towards.parameters()], weight_decay=0.02)
    path, step, spent = o.work / f"{o.stage}.pt", 0, 0.0
    centre = spread = torch.empty(0)
    if path.exists():
        saved = torch.load(path, weights_only=True)
        for name, module in (("student", student), ("mean", mean), ("towards", towards), ("optimiser", optimiser)):
            module.load_state_dict(saved[name])
        step, spent, centre, spread = saved["step"], saved["spent"], saved["centre"], saved["spread"]

    def save() -> None:
        torch.save({"student": student.state_dict(), "mean": mean.state_dict(), "towards": towards.state_dict(), "step": step,
                    "optimiser": optimiser.state_dict(), "spent": spent, "centre": centre, "spread": spread}, path)  # fmt: skip

    started = saved_at = time.monotonic()
    started -= spent
    student.train()
    for _rows, x in DataLoader(Views(galaxies, o.seed, o.side, OF, step), batch_size=None, num_workers=1, prefetch_factor=4):
        spent = time.monotonic() - started
        if spent >= o.minutes * 60:
            break
        with torch.no_grad():
            seen = teacher.represent(x)
            tree = teacher.heads["tree"](seen)
        if len(centre) == 0:
            centre, spread = seen.mean(0), seen.std(0)
        losses = losses_of(student, towards, student.represent(x), {"representation": (seen - centre) / spread, "tree": tree})
        fallen = 0.5 * (1 + math.cos(math.pi * spent / (o.minutes * 60)))
        for group in optimiser.param_groups:
            group["lr"] = o.rate * fallen * min(1, (step + 1) / WARM_UP)
        optimiser.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        nn.utils.clip_grad_norm_(student.parameters(), 5.0)
        optimiser.step()
        step += 1
        average_into(mean, student, min(EMA_DECAY, (1 + step) / (10 + step)))
        if step % 50 == 0:
            print(step, " ".join(f"{name} {loss.item():.4f}" for name, loss in losses.items()), flush=True)
        if time.monotonic() - saved_at > 180:
            save()
            saved_at = time.monotonic()
    save()
    print(f"{sum(t.numel() for t in mean.state_dict().values()) * 2 / 1e6:.2f} MB in 16 bits after {step} steps")


if __name__ == "__main__":
    main()
