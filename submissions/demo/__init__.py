"""The fictional programme: people of every role, texts in every state, pictures drawn by us. `manage.py demo` loads it.

Its PIN and password are known to everybody, so it loads only where the setting DEMO_ALLOWED says so and nobody real is in the database.
"""
