"""An edition on paper: the meeting pack, the slide, and the exports; published cells alone."""
