"""The questionnaire as data, and the steps of the form that asks it."""
