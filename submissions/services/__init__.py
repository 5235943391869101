"""Every write with meaning, one door each. All of them lock the Submission first, so that two never wait for each other."""
