"""Submissions for support staff, to look. Drafts and desk records are not shown here."""

from django.contrib import admin

from zwgk.core.admin import LookOnly
from zwgk.summaries.models import Review, Submission


@admin.register(Submission)
class SubmissionAdmin(LookOnly):
    """Submissions."""

    list_display = ("title", "participation", "number", "submitted_by", "submitted_at")
    exclude = ("content",)


@admin.register(Review)
class ReviewAdmin(LookOnly):
    """Decisions."""

    list_display = ("submission", "decision", "decided_by", "decided_at")
