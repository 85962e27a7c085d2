"""`python -m morphospace_serve FOLDER`"""

import argparse
import sys

from .service import Service
from .store import Store
from .survey import Survey


def store_of(engine: str, survey: Survey, place: str | None) -> Store:
    if engine == "lancedb":
        from .lance_store import LanceStore

        return LanceStore(survey, place or f"{survey.folder.url.rstrip('/')}.lance")
    if engine == "qdrant":
        from .qdrant_store import QdrantStore

        return QdrantStore(survey, place or "http://127.0.0.1:6333")
    from .memory_store import MemoryStore

    return MemoryStore(survey)


def main() -> int:
    parser = argparse.ArgumentParser(
        "python -m morphospace_serve", description="Answers questions about a baked survey."
    )
    parser.add_argument("folder", help="with catalogue.json: what a bake wrote")
    parser.add_argument("--engine", choices=["lancedb", "qdrant", "memory"], default="lancedb")
    parser.add_argument("--place", help="of the database: a folder for lancedb, an address or :memory: for qdrant")
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 answers other machines; give --token then")
    parser.add_argument("--port", type=int, default=8321)
    parser.add_argument("--token", help="that every question has to bring")
    parser.add_argument("--origin", action="append", default=[], help="of a page that may ask, besides this machine's")
    given = parser.parse_args()
    if given.token == "":  # of a variable that is not set: the service would answer everybody
        parser.error("need a token that is not empty; leave --token out for a service that asks for none.")
    try:
        survey = Survey(given.folder)
        service = Service(survey, store_of(given.engine, survey, given.place), given.origin, given.token)
        server = service.server(given.host, given.port)
    except (OSError, ValueError, ImportError) as error:
        print(error, file=sys.stderr)
        return 1
    host, port = server.server_address[:2]
    print(
        f"{survey.manifest['name']}, {survey.manifest['rows']} galaxies, answers at http://{host}:{port}/", flush=True
    )
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
