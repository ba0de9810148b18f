"""Before an edition is written: can a sum of its cells be solved for one of them?"""
