"""From a finding's numbers to a Plotly figure; every colour and font is in ``theme``."""
