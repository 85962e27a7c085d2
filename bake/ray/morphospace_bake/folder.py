"""A folder of files, on a disk or in an object store, as fsspec names them."""

import json
import posixpath

import fsspec
from fsspec.implementations.local import LocalFileSystem


class Folder:
    """
    :param url: a path, or an address that fsspec knows: s3://bucket/survey, gs://…, hf://datasets/…
    """

    def __init__(self, url: str):
        self.url = url
        self.fs, self.root = fsspec.core.url_to_fs(url)

    def __reduce__(self):
        return Folder, (self.url,)  # a worker opens its own connection

    def path(self, name: str) -> str:
        return posixpath.join(self.root, name)

    def exists(self, name: str) -> bool:
        return self.fs.exists(self.path(name))

    def read(self, name: str) -> bytes:
        return self.fs.cat_file(self.path(name))

    def read_json(self, name: str):
        return json.loads(self.read(name))

    def write(self, name: str, data: bytes) -> None:
        """Whole or not at all: object stores show a file when it is complete, and on a disk it is renamed then."""
        path = self.path(name)
        if not isinstance(self.fs, LocalFileSystem):
            self.fs.pipe_file(path, data)
            return
        self.fs.makedirs(posixpath.dirname(path), exist_ok=True)
        self.fs.pipe_file(f"{path}.partial", data)
        self.fs.mv(f"{path}.partial", path)

    def write_json(self, name: str, value) -> None:
        self.write(name, json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode())

    def remove(self, name: str) -> None:
        """A file, or a folder with all in it; nothing where there is neither."""
        if self.exists(name):
            self.fs.rm(self.path(name), recursive=True)

    def names(self) -> list[str]:
        """Files right below the folder, sorted; none where there is no such folder."""
        if not self.fs.exists(self.root):
            return []
        self.fs.invalidate_cache(self.root)
        return sorted(posixpath.basename(path) for path in self.fs.ls(self.root, detail=False))
