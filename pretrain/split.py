"""The project's split by a hash of the id: the same as src/maths/statistics/split.ts, number for number."""

_MASK = 0xFFFFFFFF


def hash_of(text: str) -> int:
    """32-bit FNV-1a over UTF-16 code units, finished with MurmurHash3's mixer."""
    h = 2166136261
    units = text.encode("utf-16-le")
    for i in range(0, len(units), 2):
        h = ((h ^ int.from_bytes(units[i : i + 2], "little")) * 16777619) & _MASK
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & _MASK
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & _MASK
    return h ^ (h >> 16)


def split_of(galaxy_id: str) -> str:
    """"train" (70 %), "validation" (10 %) or "test" (20 %)."""
    share = hash_of(galaxy_id) / 2**32
    return "train" if share < 0.7 else "validation" if share < 0.8 else "test"


def split_of_ngc(galaxy_id: str, pgc: float, in_efigi: bool) -> str:
    """An NGC galaxy that EFIGI has too gets the split of EFIGI's row, whose id is "PGC" and seven digits."""
    return split_of(f"PGC{int(pgc):07d}") if in_efigi else split_of(galaxy_id)
