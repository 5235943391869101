#!/bin/sh
# Django's deployment check on the production settings, with made-up values that are never used.
set -eu
export DJANGO_SETTINGS_MODULE=cms.settings.production
export SECRET_KEY=made-up-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG
export IDENTITY_KEYS=TW91bnQgTWVyYXBpIGFuZCBNb3VudCBNZXJiYWJ1ISE= IDENTITY_HASH_KEY=made-up SITE_URL=https://wartaburuh.example
export ALLOWED_HOSTS=wartaburuh.example
VAR_DIR=$(mktemp -d)
trap 'rm -rf "$VAR_DIR"' EXIT
export VAR_DIR DATABASE_URL="sqlite:///$VAR_DIR/check.sqlite3"
.venv/bin/python manage.py check --deploy --fail-level WARNING
