"""What Wagtail calls after the last approval.

Wagtail imports this module while its own models load (trap G14): nothing of ours may be imported at the top.
"""

from typing import Any


def publish_judged(workflow_state: Any, user: Any = None) -> None:
    """Publish exactly the version that editor and author judged, now or at the hour that the editor chose."""
    from submissions.services.publication import finish_workflow

    finish_workflow(workflow_state, user)
