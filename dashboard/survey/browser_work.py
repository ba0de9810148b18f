"""The browser's proof of work on a page: its task, and the script that does it."""

from html import escape


def work_task_html(task: str) -> str:
    """Markup that sets a task.

    Args:
        task: of ``proof_of_work.new_challenge``.
    """
    script = '<script src="app/static/work.js"></script>'
    return f'<div class="work-task" data-task="{escape(task)}"></div>{script}'
