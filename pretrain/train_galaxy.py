"""Trains the galaxy encoder. Resumes from its checkpoint when called again; the same seed gives the same batches.

python train_galaxy.py --work DIR --simulated FILE --stage main  --side 96  --steps 4000
python train_galaxy.py --work DIR --simulated FILE --stage final --side 128 --steps 1200 --after main --decay

`--processes 2` divides each batch between two processes, which is almost twice as fast on a machine with two cores (two
threads of one process wait for each other at every layer). A stage keeps its learning rate, or with --decay lets it fall to
zero, so that training can be continued from the last constant stage without having been planned. See README.md for what was
tried.
"""

import argparse
import copy
import json
import math
import os
import time
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F

from augment import views
from galaxies import SOURCES, Galaxies, load
from galaxy_net import GalaxyNet, from_imagenet
from probes import validation_figures
from questions import ANSWER_COLUMNS
from tree_loss import tree_loss
from vote_tables import VOLUNTEERS

HERE = Path(__file__).parent
ODD, RING = ANSWER_COLUMNS.index("something-odd-gz2_yes"), ANSWER_COLUMNS.index("odd-feature-gz2_ring")
# Galaxies of each source in a batch of 64, the labels they bring, and the parts of their pictures that are kept:
# Galaxy Zoo 1's are framed wider.
BATCH = {"gz2-voted": (30, (0.48, 0.76)), "gz1-sdss": (14, (0.4, 0.66)),
         "gz2-more": (8, (0.48, 0.76)), "simulated": (12, (0.48, 0.8))}  # fmt: skip
SIMULATED_VOTES = 0.25  # weight relative to real volunteers' votes: the simulation's come from a formula
DECALS_BOOST = 1  # simulated galaxies as DECaLS would show them: a third of all, drawn twice as often
TREE_WEIGHT = 0.2  # a sum over some seven questions of about 2 each, beside a cross-entropy of 0.5: the main task
WEAK_WEIGHT = 0.2  # labels that were inferred
TRUTH_WEIGHT = 0.4  # six losses of about 0.5, on a minor share of the galaxies
ODD_BOOST = 3  # odd galaxies are an eighth of the voted ones and half of what the votes are needed for
RING_BOOST = 5  # rings are 1 in 40
CLASS_POWER = 0.5  # weight of a Galaxy Zoo 1 class: its frequency to minus this; mergers are 1 in 50
EMA_DECAY = 0.998  # the weights that are kept are the mean of the last few hundred steps'
WARM_UP = 300  # steps


def draw(galaxies: Galaxies, step: int, seed: int, batch: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of a batch and the parts of their pictures that may be kept. Depends only on seed and step."""
    rng = np.random.default_rng([seed, step])
    rows, zoom = [], []
    for source, (of_64, part) in BATCH.items():
        count = of_64 * batch // 64
        pool = galaxies.where(source, "train")
        weight = np.ones(len(pool))
        if source == "gz2-voted":
            weight += ODD_BOOST * galaxies.votes[pool, ODD] / VOLUNTEERS + RING_BOOST * galaxies.votes[pool, RING] / VOLUNTEERS
        elif source == "simulated":
            weight += DECALS_BOOST * np.char.startswith(galaxies.ids[pool].astype(str), "simulated-decals")
        rows.append(rng.choice(pool, count, p=weight / weight.sum()))
        zoom += [part] * count
    return np.concatenate(rows), np.array(zoom)


def class_weights(galaxies: Galaxies) -> torch.Tensor:
    labels = galaxies.gz1[galaxies.where("gz1-sdss", "train")]
    weights = (np.bincount(labels) / len(labels)) ** -CLASS_POWER
    return torch.tensor(weights / (weights * np.bincount(labels)).sum() * len(labels), dtype=torch.float32)


def loss_of(net: GalaxyNet, x: torch.Tensor, galaxies: Galaxies, rows: np.ndarray, balance: torch.Tensor):
    tree, gz1, weak, truth = net(x)
    votes = torch.from_numpy(galaxies.votes[rows]).float()
    gz1_labels = torch.from_numpy(galaxies.gz1[rows]).long()
    weak_labels = torch.from_numpy(galaxies.weak[rows]).long()
    voted = votes.sum(1) > 0
    real = torch.from_numpy(galaxies.source[rows] == SOURCES.index("gz2-voted"))
    trust = torch.where(real, 1.0, SIMULATED_VOTES)[voted]
    known = torch.from_numpy(galaxies.truth[rows]).float()
    simulated = ~known[:, 0].isnan()
    known, truth = known[simulated], truth[simulated]
    there = F.binary_cross_entropy_with_logits(truth[:, :3], known[:, :3])
    quantity = F.smooth_l1_loss(truth[:, 3:], known[:, 3:])
    return {
        "tree": TREE_WEIGHT * (trust * tree_loss(votes[voted], tree[voted])).sum() / trust.sum(),
        "gz1": F.cross_entropy(gz1, gz1_labels, balance, ignore_index=-1, label_smoothing=0.05),
        "weak": WEAK_WEIGHT * F.cross_entropy(weak, weak_labels, ignore_index=-1, label_smoothing=0.1),
        "truth": TRUTH_WEIGHT * (there + quantity),
    }


def rate_at(step: int, o: argparse.Namespace) -> float:
    if o.decay:
        return o.rate * 0.5 * (1 + math.cos(math.pi * step / o.steps)) * min(1, (step + 1) / (WARM_UP / 4))
    return o.rate * min(1, (step + 1) / WARM_UP)


def freeze(net: GalaxyNet, stages: int) -> None:
    """Edges and colours are the same in galaxies and photographs; batch norm still uses the batch's statistics."""
    first = [net.encoder.conv_stem, net.encoder.bn1, *net.encoder.blocks[:stages]] if stages else []
    for module in first:
        module.requires_grad_(False)


def average_into(mean: GalaxyNet, net: GalaxyNet, decay: float) -> None:
    with torch.no_grad():
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
    parser.add_argument("--after", help="stage to start from; ImageNet if absent")
    parser.add_argument("--side", type=int, default=96)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--batch", type=int, default=64, help="galaxies a step, a multiple of 64; more cost the optimiser less")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--decay", action="store_true")
    parser.add_argument("--freeze", type=int, default=0, help="first stages that stay as they are: half the work of a step")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    o = parser.parse_args()
    o.work.mkdir(parents=True, exist_ok=True)
    if o.processes == 1:
        train(0, o)
    else:
        (o.work / "meeting").unlink(missing_ok=True)
        torch.multiprocessing.spawn(train, (o,), o.processes)


def share_gradients(net: GalaxyNet, processes: int) -> None:
    """The mean of all processes' gradients, and of their batch norms' statistics."""
    with torch.no_grad():
        parts = [p.grad for p in net.parameters() if p.grad is not None]
        parts += [b for b in net.buffers() if b.is_floating_point()]
        flat = torch.cat([part.reshape(-1) for part in parts])
        dist.all_reduce(flat)
        at = 0
        for part in parts:
            part.copy_((flat[at : at + part.numel()] / processes).view_as(part))
            at += part.numel()


def train(rank: int, o: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    if o.processes > 1:
        meeting = f"file://{(o.work / 'meeting').resolve()}"
        dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=o.processes)
    galaxies = load(o.galaxies, o.simulated, o.work / "galaxies")
    balance = class_weights(galaxies)

    net = from_imagenet(o.dropout, o.seed)
    freeze(net, o.freeze)
    decayed = [p for p in net.parameters() if p.ndim > 1]
    plain = [p for p in net.parameters() if p.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=o.rate)
    mean = copy.deepcopy(net).eval()
    step, first = 0, 0
    path = o.work / f"{o.stage}.pt"
    start = path if path.exists() else o.work / f"{o.after}.pt" if o.after else None
    if start:
        saved = torch.load(start, weights_only=True)
        net.load_state_dict(saved["net"])
        mean.load_state_dict(saved["mean"])
        if start == path:
            optimiser.load_state_dict(saved["optimiser"])
        step = saved["step"] if start == path else 0
        first = saved["first"] if start == path else saved["first"] + saved["step"]
    log = (o.work / f"{o.stage}.log").open("a", buffering=1) if rank == 0 else open(os.devnull, "w")

    def save() -> None:
        state = {"net": net.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict(),
                 "step": step, "first": first, "options": json.loads(json.dumps(vars(o), default=str))}  # fmt: skip
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    net.train()
    saved_at, said_at, sums, counted = time.monotonic(), time.monotonic(), {}, 0
    while step < o.steps:
        rows, zoom = draw(galaxies, first + step, o.seed, o.batch)
        rows, zoom = rows[rank :: o.processes], zoom[rank :: o.processes]
        seed = (o.seed * 1_000_003 + first + step) * o.processes + rank
        torch.manual_seed(seed)  # dropout
        x = views(galaxies.images[rows], o.side, zoom, seed)
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, o)
        losses = loss_of(net, x, galaxies, rows, balance)
        optimiser.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        if o.processes > 1:
            share_gradients(net, o.processes)
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        step += 1
        average_into(mean, net, min(EMA_DECAY, (1 + first + step) / (10 + first + step)))
        for name, value in losses.items():
            sums[name] = sums.get(name, 0) + value.item()
        counted += 1
        now = time.monotonic()
        if step % 100 == 0:
            means = " ".join(f"{name} {value / counted:.4f}" for name, value in sums.items())
            print(f"{o.stage} {step}/{o.steps} {means} {counted * len(rows) * o.processes / (now - said_at):.0f}/s", file=log)
            said_at, sums, counted = now, {}, 0
        if rank == 0 and (step % 1000 == 0 or step == o.steps):
            print(f"{o.stage} {step} {json.dumps(validation_figures(mean, galaxies, o.side, 0.6))}", file=log)
            said_at = time.monotonic()
        if rank == 0 and (now - saved_at > 180 or step == o.steps):
            save()
            saved_at = now


if __name__ == "__main__":
    main()
