"""The leaders' desk: signing in, who is signed in, what they did."""
