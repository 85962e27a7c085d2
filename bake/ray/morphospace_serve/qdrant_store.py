"""Qdrant, for who runs one already: a collection of the survey's rows."""

from qdrant_client import QdrantClient, models

from .requests import Condition
from .survey import Survey

TOGETHER = 1000


class QdrantStore:
    """
    Takes the survey in unless the collection of this bake has as many rows; those of other bakes stay.

    :param place: address of a server, or ":memory:"
    """

    def __init__(self, survey: Survey, place: str):
        self.client = QdrantClient(":memory:") if place == ":memory:" else QdrantClient(url=place)
        self.collection = f"morphospace-{survey.fingerprint}"
        rows = survey.manifest["rows"]
        if self.client.collection_exists(self.collection) and self.client.count(self.collection).count == rows:
            return
        self.client.delete_collection(self.collection)
        vectors = models.VectorParams(size=survey.width, distance=models.Distance.EUCLID)
        self.client.create_collection(self.collection, vectors_config=vectors)
        for numbers, table, values in survey.tables():
            for start in range(0, len(table), TOGETHER):
                each = slice(start, start + TOGETHER)
                payloads = table.slice(start, TOGETHER).to_pylist()
                points = [
                    models.PointStruct(id=number, vector=vector.tolist(), payload=payload)
                    for number, payload, vector in zip(numbers[each].tolist(), payloads, values[each])
                ]
                self.client.upsert(self.collection, points)

    def nearest(self, vector: list[float], k: int, where: list[Condition]) -> tuple[list[int], list[float]]:
        found = self.client.query_points(self.collection, query=vector, limit=k, query_filter=filter_of(where)).points
        return [point.id for point in found], [point.score for point in found]

    def rows(self, rows: list[int], columns: list[str]) -> dict[str, list]:
        found = self.client.retrieve(self.collection, list(set(rows)), with_payload=True)
        payloads = {point.id: point.payload for point in found}
        return {column: [payloads[row].get(column) for row in rows] for column in columns}

    def values(self, column: str, where: list[Condition]) -> list:
        values, offset = [], None
        while True:
            points, offset = self.client.scroll(self.collection, filter_of(where), limit=TOGETHER, offset=offset)
            values += [point.payload.get(column) for point in points]
            if offset is None:
                return values


def filter_of(where: list[Condition]) -> models.Filter | None:
    return models.Filter(must=[condition_of(each) for each in where]) if where else None


def condition_of(each: Condition) -> models.FieldCondition:
    key = f'"{each.column}"'  # quoted, for a point in a name would be a path
    if each.words is not None:
        return models.FieldCondition(key=key, match=models.MatchAny(any=each.words))
    return models.FieldCondition(key=key, range=models.Range(gte=finite(each.low), lte=finite(each.high)))


def finite(limit: float) -> float:
    return max(-1.7e308, min(1.7e308, limit))
