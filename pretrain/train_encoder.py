"""Goes on training the encoder from a checkpoint of checkpoint.py.

python train_encoder.py --work DIR --simulated FILE… --stage NAME --minutes 90 --from-checkpoint FILE

The learning rate falls as a cosine to nothing when the minutes are over, however fast the machine is; called again before
that, it resumes from DIR/NAME.pt. The same seed draws the same galaxies. One process trains, another makes the views.
"""

import argparse
import copy
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from augment import views
from batches import OF, Batches
from checkpoint import load_checkpoint
from encoder_net import EncoderNet
from galaxies import Galaxies, load
from losses import Bank, identity_loss, label_losses, turn_loss
from probes import validation_figures

HERE = Path(__file__).parent
SECOND_VIEWS = 1 / 2  # of the galaxies of a batch are shown once more, turned: 24 of 48 make it 72 pictures
BANK = 4096  # galaxies a turned one is told from, those of the last 85 steps
EMA_DECAY = 0.998  # the weights that are kept are the mean of the last few hundred steps'
CATALOGUE_MEAN_DECAY = 0.99
WARM_UP = 100  # steps


class Views(Dataset):
    """Item i is step i's batch: rows and their pictures, the last of them quarter turns or mirror images of the first."""

    def __init__(self, galaxies: Galaxies, seed: int, side: int, count: int, first: int) -> None:
        self.galaxies, self.batches = galaxies, Batches(galaxies, seed)
        self.seed, self.side, self.count, self.first = seed, side, count, first

    def __len__(self) -> int:
        return 10**9

    def __getitem__(self, i: int) -> tuple[np.ndarray, torch.Tensor]:
        torch.set_num_threads(1)
        step = self.first + i
        rows, zoom = self.batches.draw(step, self.count)
        x = views(self.galaxies.images[rows], self.side, zoom, self.seed * 1_000_003 + step)
        again = round(self.count * SECOND_VIEWS)
        rng = np.random.default_rng([self.seed, step, 1])
        turned = [_turned(x[k], int(rng.integers(1, 8))) for k in range(again)]
        return np.concatenate([rows, rows[:again]]), torch.cat([x, torch.stack(turned)])


def _turned(image: torch.Tensor, which: int) -> torch.Tensor:
    """:param which: 1 to 7, one of the square's symmetries other than leaving it"""
    return torch.rot90(image.flip(2) if which >= 4 else image, which % 4, (1, 2))


def optimiser_of(net: EncoderNet, o: argparse.Namespace) -> torch.optim.Optimizer:
    """Edges and colours are seen in galaxies as in photographs: the first stages stay, and a step costs half."""
    if o.freeze:
        for module in (net.encoder.conv_stem, net.encoder.bn1, *net.encoder.blocks[: o.freeze]):
            module.requires_grad_(False)
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in net.named_parameters():
        if parameter.requires_grad:
            groups.setdefault((name.startswith("heads"), parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW([
        {"params": params, "scale": o.head_rate / o.rate if head else 1, "weight_decay": 0.05 if matrix else 0}
        for (head, matrix), params in groups.items()
    ])  # fmt: skip


@torch.no_grad()
def average_into(mean: EncoderNet, net: EncoderNet, decay: float) -> None:
    for kept, now in zip(mean.state_dict().values(), net.state_dict().values(), strict=True):
        if kept.is_floating_point():
            kept.lerp_(now, 1 - decay)
        else:
            kept.copy_(now)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--galaxies", type=Path, default=HERE.parent.parent / "shared" / "galaxies")
    parser.add_argument("--simulated", type=Path, nargs="+", required=True, help="tables written by `npm run simulate`")
    parser.add_argument("--work", type=Path, required=True, help="folder of cache, checkpoints and logs")
    parser.add_argument("--stage", required=True, help="name of this stage's checkpoint and log")
    parser.add_argument("--from-checkpoint", type=Path, required=True, help="weights to go on from")
    parser.add_argument("--minutes", type=float, required=True, help="when the learning rate has fallen to nothing")
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--galaxies-a-step", type=int, default=OF, help=f"a multiple of {OF}")
    parser.add_argument("--rate", type=float, default=7e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--freeze", type=int, default=2, help="first stages that stay as they are")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--probe-minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    o.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    galaxies = load(o.galaxies, o.simulated, o.work / "galaxies")
    path = o.work / f"{o.stage}.pt"
    net = load_checkpoint(o.from_checkpoint, o.dropout)
    mean = copy.deepcopy(net).eval()
    optimiser = optimiser_of(net, o)
    step, spent, centre = 0, 0.0, torch.zeros(net.projection.out_features)
    if path.exists():
        saved = torch.load(path, weights_only=True)
        net.load_state_dict(saved["net"])
        mean.load_state_dict(saved["mean"])
        optimiser.load_state_dict(saved["optimiser"])
        step, spent, centre = saved["step"], saved["spent"], saved["centre"]
    bank = Bank(BANK, net.projection.out_features)
    log = (o.work / f"{o.stage}.log").open("a", buffering=1)

    def save() -> None:
        torch.save({"net": net.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict(), "step": step,
                    "spent": spent, "centre": centre}, path.with_suffix(".part"))  # fmt: skip
        path.with_suffix(".part").rename(path)

    def judge() -> None:
        print(f"validation {step} {json.dumps(validation_figures(mean, galaxies, o.side, most=800))}", file=log)

    again = round(o.galaxies_a_step * SECOND_VIEWS)
    loader = DataLoader(Views(galaxies, o.seed, o.side, o.galaxies_a_step, step), batch_size=None, num_workers=1, prefetch_factor=4)
    now = time.monotonic()
    started, saved_at, said_at, judged_at, sums, counted = now - spent, now, now, now, {}, 0
    net.train()
    for rows, x in loader:
        rows = rows.numpy()
        spent = time.monotonic() - started
        if spent >= o.minutes * 60:
            break
        rate = o.rate * 0.5 * (1 + math.cos(math.pi * spent / (o.minutes * 60))) * min(1, (step + 1) / WARM_UP)
        for group in optimiser.param_groups:
            group["lr"] = rate * group["scale"]
        h = net.represent(x)
        centre.lerp_(h.detach().mean(0), 1 - min(CATALOGUE_MEAN_DECAY, (1 + step) / (10 + step)))
        losses = label_losses(net.answer(h), galaxies, rows)
        losses["turn"] = turn_loss(h[:again], h[-again:], centre)
        losses["identity"] = identity_loss(h, rows, again, centre, bank)
        bank.add(h[:-again], rows[:-again])
        optimiser.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        step += 1
        average_into(mean, net, min(EMA_DECAY, (1 + step) / (10 + step)))
        for name, value in losses.items():
            sums[name] = sums.get(name, 0) + value.item()
        counted += 1
        now = time.monotonic()
        if step % 50 == 0:
            said = " ".join(f"{name} {value / counted:.4f}" for name, value in sums.items())
            print(f"{step} {spent / 60:.1f} min rate {rate:.1e} {said} {counted * len(rows) / (now - said_at):.0f}/s", file=log)
            said_at, sums, counted = now, {}, 0
        if now - saved_at > 180:
            save()
            saved_at = now
        if now - judged_at > o.probe_minutes * 60:
            judge()
            net.train()
            said_at = judged_at = time.monotonic()
    save()
    judge()


if __name__ == "__main__":
    main()
