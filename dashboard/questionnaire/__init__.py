"""The survey as data: questions, draft, rules, and what goes to and fro. No screen."""
