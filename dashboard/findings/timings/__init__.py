"""Morning, bedtime or divided?"""
