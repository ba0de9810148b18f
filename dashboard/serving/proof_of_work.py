"""The door at which a browser hands in its proof of work."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard.admission import proof_of_work

ADDRESS = "/work"


async def receive_solution(request: Request) -> Response:
    """204 for a solution, 400 for anything else; nothing of either is kept or logged."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > proof_of_work.LONGEST_SOLUTION:
            return Response(status_code=413)
    taken = await run_in_threadpool(proof_of_work.accept_solution, body)
    return Response(status_code=204 if taken else 400)
