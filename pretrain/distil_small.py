"""Trains smaller weights, for phones and first visits, to see galaxies as a checkpoint of the encoder does.

python distil_small.py --work DIR --simulated FILE… --teacher checkpoints/encoder.safetensors --stage small --minutes 60

The student is the teacher's first five stages and a narrower end (small_net.py): views go through those once, for both, and
what they say is kept with the teacher's answers, so that the end is trained on each view some times. Of each batch it is
asked for three things the teacher says of the same views: its representation, through a matrix that is thrown away; which
galaxies are alike (Park et al. 2019, relational distillation, by cosines); and its answers to the decision tree. Called
again, it resumes from DIR/STAGE.pt. It is exported under a name of its own: its 128 numbers are not comparable with the
teacher's 384.
"""

import argparse
import copy
import json
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from batches import OF
from checkpoint import load_checkpoint
from galaxies import load
from small_net import WIDTH, SmallNet, rest, shared
from train_encoder import HERE, Views, average_into

KEPT = 16_384  # views, 8 kB each in 16 bits
AGAIN = 4  # steps to each batch of new views
BATCH = 128
EMA_DECAY = 0.998
WEIGHTS = {"representation": 1.0, "alike": 5.0, "tree": 0.5}
WARM_UP = 300  # steps: its end begins from random weights
SAVE_SECONDS = 120


class Seen:
    """The last KEPT views: what the shared stages say, and the teacher's representation and answers."""

    def __init__(self, keep: int = KEPT) -> None:
        self.keep, self.count, self.columns = keep, 0, ()

    def add(self, *columns: torch.Tensor) -> None:
        if not self.columns:
            self.columns = tuple(torch.empty((self.keep, *c.shape[1:]), dtype=torch.float16) for c in columns)
        places = (self.count + torch.arange(len(columns[0]))) % self.keep
        for kept, new in zip(self.columns, columns, strict=True):
            kept[places] = new.half()
        self.count += len(places)

    def draw(self, n: int, rng: torch.Generator) -> tuple[torch.Tensor, ...]:
        rows = torch.randint(min(self.count, self.keep), (n,), generator=rng)
        return tuple(kept[rows].float() for kept in self.columns)


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


def options() -> argparse.Namespace:
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
    return parser.parse_args()


def main() -> None:
    o = options()
    torch.set_num_threads(1)
    torch.manual_seed(o.seed)
    galaxies = load(o.galaxies, o.simulated, o.work / "galaxies")
    teacher = load_checkpoint(o.teacher).eval()
    student = SmallNet(teacher)
    towards = nn.Linear(WIDTH, teacher.projection.out_features)
    mean = copy.deepcopy(student)
    optimiser = torch.optim.AdamW([*student.tail(), *towards.parameters()], weight_decay=0.02)
    path, step, batch, spent = o.work / f"{o.stage}.pt", 0, 0, 0.0
    centre = spread = torch.empty(0)
    if path.exists():
        saved = torch.load(path, weights_only=True)
        for name, module in (("student", student), ("mean", mean), ("towards", towards), ("optimiser", optimiser)):
            module.load_state_dict(saved[name])
        step, batch, spent, centre, spread = (saved[k] for k in ("step", "batch", "spent", "centre", "spread"))

    def save() -> None:
        torch.save({"student": student.state_dict(), "mean": mean.state_dict(), "towards": towards.state_dict(), "step": step,
                    "batch": batch, "optimiser": optimiser.state_dict(), "spent": spent, "centre": centre,
                    "spread": spread}, path.with_suffix(".part"))  # fmt: skip
        path.with_suffix(".part").rename(path)

    views, seen, rng = Views(galaxies, o.seed, o.side, OF, 0), Seen(), torch.Generator().manual_seed(o.seed + step)
    started = saved_at = time.monotonic()
    started -= spent
    student.train()  # the shared stages are run as the teacher's, which is in evaluation
    while (spent := time.monotonic() - started) < o.minutes * 60:
        with torch.no_grad():
            maps = shared(teacher, views[batch][1])
            told = rest(teacher, maps)
            seen.add(maps, told, teacher.heads["tree"](told))
        batch += 1
        if seen.count < 2 * BATCH:
            continue
        if len(centre) == 0:
            centre, spread = told.mean(0), told.std(0)
        for _ in range(AGAIN):
            maps, told, tree = seen.draw(BATCH, rng)
            losses = losses_of(student, towards, rest(student, maps), {"representation": (told - centre) / spread, "tree": tree})
            fallen = 0.5 * (1 + math.cos(math.pi * min(1, spent / (o.minutes * 60))))
            for group in optimiser.param_groups:
                group["lr"] = o.rate * fallen * min(1, (step + 1) / WARM_UP)
            optimiser.zero_grad(set_to_none=True)
            sum(losses.values()).backward()
            nn.utils.clip_grad_norm_(student.parameters(), 5.0)
            optimiser.step()
            step += 1
            average_into(mean, student, min(EMA_DECAY, (1 + step) / (10 + step)))
        if step % 100 == 0:
            said = " ".join(f"{name} {loss.item():.4f}" for name, loss in losses.items())
            print(f"{step} {spent / 60:.1f} min {batch} batches {said}", flush=True)
        if time.monotonic() - saved_at > SAVE_SECONDS:
            save()
            saved_at = time.monotonic()
    save()
    print(json.dumps({"steps": step, "views": batch * (OF + OF // 2)}))


if __name__ == "__main__":
    main()
