"""The naive twin: the same questions, asked as a first version would ask them.

It reads every member's row with pandas in every run, and draws with plotly express. It breaks
each promise that the app keeps: it is here to be measured, on invented members.
"""

import os
import sqlite3
from contextlib import closing

import pandas as pd
import plotly.express as px
import streamlit as st

WEEKS_SHOWN = 26
CONDITIONS, EFFECTS = 13, 25
FILE = os.environ["NAIVE_STORE"]

with closing(sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)) as store:
    members = pd.read_sql("SELECT * FROM member", store)
    steps = pd.read_sql("SELECT * FROM dose_step", store)
    episodes = pd.read_sql("SELECT * FROM episode", store)
    reports = pd.read_sql("SELECT * FROM report", store)

st.title("Low-dose naltrexone")
effect = st.selectbox("Effect", [str(number) for number in range(1, EFFECTS + 1)])
condition = st.selectbox("Condition", ["all", *map(str, range(CONDITIONS))])
if condition != "all":
    members = members[members["condition"] == int(condition)]

told = episodes.merge(members, on="member_key")
doses = steps.merge(members, on="member_key")
latest = doses.sort_values("week").drop_duplicates("member_key", keep="last")
changes = reports.merge(latest, on="member_key", suffixes=("", "_of_dose"))

began = told[told["effect"] == int(effect)]
weeks = began[began["began_week"] <= WEEKS_SHOWN]
st.plotly_chart(px.histogram(weeks, x="began_week", color="severity"))
by_dose = told.merge(latest[["member_key", "dose_ug", "timing"]], on="member_key")
st.plotly_chart(px.histogram(by_dose, x="dose_ug", color="severity", barmode="group"))
st.plotly_chart(px.box(changes, x="timing", y="overall_change", points="all"))
st.plotly_chart(px.scatter(changes, x="week", y="overall_change", color="timing", opacity=0.3))
