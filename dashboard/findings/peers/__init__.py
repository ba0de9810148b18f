"""People like me: one member's own facts beside published cells.

A member's values are handed in by the caller's session and go out in its findings alone: nothing
here keeps them, and no shared cache may hold what is made of them.
"""
