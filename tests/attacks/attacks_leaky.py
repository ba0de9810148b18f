"""Pages as they are often written: the controls that the collectors must catch."""

from pathlib import Path

_ROWS = """
import pandas as pd, plotly.express as px, plotly.graph_objects as go, sqlite3, streamlit as st
from dashboard.settings import settings
store = sqlite3.connect(settings().store / "members.sqlite")
rows = pd.read_sql("SELECT * FROM member JOIN dose_step USING (member_key) WHERE week = 1", store)
"""

PAGES = {
    "box of rows": 'st.plotly_chart(px.box(rows, y="dose_ug"))',
    "hidden column": """
st.dataframe(rows[["sex", "dose_ug"]], column_config={"dose_ug": None})""",
    "custom data": """
st.plotly_chart(go.Figure(go.Bar(x=["all"], y=[5], customdata=[rows["dose_ug"].tolist()])))""",
    "file to download": 'st.download_button("Download", rows.to_csv())',
    "html of rows": 'st.html(rows[["sex", "dose_ug"]].to_html())',
    "vega": 'st.scatter_chart(rows, x="sex", y="dose_ug")',
    "members counted live": 'st.metric("Members", len(rows))',
    "error with a row": "st.exception(ValueError(rows.loc[rows['dose_ug'] == 3137].to_dict()))",
}
"""What leaks -> the lines of a page that does it, after the rows were read."""
LABEL = "Leak"


def pages(folder: Path, leaks: dict[str, str]) -> Path:
    """A script with all of these pages, one at a time, chosen in a list."""
    script = folder / "pages.py"
    choose = f"exec({leaks!r}[st.selectbox({LABEL!r}, {list(leaks)!r})])"
    script.write_text(_ROWS + choose, encoding="utf-8")
    return script
