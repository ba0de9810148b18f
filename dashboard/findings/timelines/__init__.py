"""When do side effects come, and when do they pass?"""
