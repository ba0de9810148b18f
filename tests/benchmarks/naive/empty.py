"""An empty Streamlit page: what a run costs before anything is shown, on this machine and now."""

import streamlit as st

st.title("Empty")
