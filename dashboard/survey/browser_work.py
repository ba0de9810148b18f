"""The browser's proof of work on a page: its task, and the script that does it."""

from markupsafe import Markup

_HTML = Markup(
    '<div class="work-task" data-task="{}"></div><script src="app/static/work.js"></script>'
)


def work_task_html(task: str) -> Markup:
    """Markup that sets a task.

    Args:
        task: of ``proof_of_work.new_challenge``.
    """
    return _HTML.format(task)
