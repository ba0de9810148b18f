"""Ends a page early without ending the app: notices and the help panel still follow.

``st.stop`` would end the whole script, and with it what every page must show.
"""


class PageEnded(Exception):
    """Raised where a page has said all that it can say; caught by dashboard/app.py alone."""
