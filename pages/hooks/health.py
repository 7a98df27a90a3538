"""Ready or not, and why; no personal data."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from storage.errors import StorageError
from storage.store import Database, Store


def health_route(store: Store) -> Route:
    """`GET /health`: 200 when the store answers, else 503 with the reason."""

    async def health(request: Request) -> JSONResponse:
        try:
            store.read(_answers)
        except StorageError as error:
            return JSONResponse({"ready": False, "why": type(error).__name__}, 503)
        return JSONResponse({"ready": True})

    return Route("/health", health)


def _answers(db: Database) -> str:
    return db.now.isoformat()
