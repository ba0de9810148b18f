"""The pictures that links preview, as they lie in their folder: a request draws none."""

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from dashboard.first_sight.preview_pictures import FOLDER, preview_file
from dashboard.serving.compression import FOREVER

ADDRESS = f"/{FOLDER}/{{name}}"


def send_preview(request: Request) -> Response:
    """A picture, or 404. Its name says what is on it, so it may be kept for good."""
    file = preview_file(request.path_params["name"])
    if file is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    return FileResponse(file, media_type="image/png", headers={"Cache-Control": FOREVER})
