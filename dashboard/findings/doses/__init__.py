"""Which dose do people stay with, and what does reaching it bring?"""
