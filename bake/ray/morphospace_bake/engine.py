"""Who does the blocks: Ray, on this machine or a cluster; or this process alone, for small inputs and tests."""

import logging
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Engine:
    """
    :param actors: that hold a network each; None for one a core (or a GPU)
    :param threads: of an actor
    :param gpus: of an actor: 0 or 1
    """

    ray: object | None
    actors: int | None = None
    threads: int = 1
    gpus: float = 0

    def by_actors(self, kind: type, arguments: tuple, items: list) -> Iterator:
        """Gives every item to one of some actors of a kind. :yields: what they answer, as it comes"""
        if self.ray is None or not items:
            worker = kind(*arguments)
            yield from map(worker, items)
            return
        import ray.data

        unit, each = ("GPU", self.gpus) if self.gpus else ("CPU", self.threads)
        most = self.actors or max(1, int(self.ray.cluster_resources().get(unit, 1) // each))
        done = ray.data.from_items(
            [{"item": pickle.dumps(item)} for item in items], override_num_blocks=len(items)
        ).map(
            Actor,
            fn_constructor_args=(kind, arguments),
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=most),
            num_cpus=0 if self.gpus else self.threads,
            num_gpus=self.gpus or None,
        )
        for row in done.iter_rows():
            yield pickle.loads(row["answer"])

    def by_tasks(self, function: Callable, shared, calls: list[tuple]) -> list:
        """
        :param shared: first argument of all calls, sent once to each machine
        :returns: what each call gives, in order
        """
        if self.ray is None:
            return [function(shared, *call) for call in calls]
        remote, sent = self.ray.remote(num_cpus=1)(function), self.ray.put(shared)
        return self.ray.get([remote.remote(sent, *call) for call in calls])


class Actor:
    """A worker as Ray Data wants it: a row in, a row out."""

    def __init__(self, kind: type, arguments: tuple):
        self.worker = kind(*arguments)

    def __call__(self, row: dict) -> dict:
        return {"answer": pickle.dumps(self.worker(pickle.loads(row["item"])))}


@contextmanager
def started(address: str | None, actors: int | None, threads: int, gpus: float):
    """
    :param address: "local" for a Ray of its own, "none" for this process alone, else of a cluster ("auto")
    """
    if address == "none":
        yield Engine(None)
        return
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nobody outside is told of a bake
    import ray
    import ray.data

    own = address == "local"
    cores = {"num_cpus": actors * threads} if own and actors and not gpus else {}
    package = None if own else {"working_dir": str(Path(__file__).resolve().parent.parent), "excludes": ["weights"]}
    quiet = {"include_dashboard": False if own else None, "log_to_driver": False, "logging_level": logging.ERROR}
    ray.init(address=address, runtime_env=package, **quiet, **cores)
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)  # the bake tells its own progress
    try:
        yield Engine(ray, actors, threads, gpus)
    finally:
        ray.shutdown()
