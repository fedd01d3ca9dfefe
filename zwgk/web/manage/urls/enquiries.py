"""Questions asked online, and those followed up from a desk."""

from django.urls import path

from zwgk.web.manage.views import enquiries

urlpatterns = [
    path("enquiries/", enquiries.listing, name="enquiries"),
    path("enquiries/export/", enquiries.export, name="enquiries-export"),
    path("enquiries/<int:pk>/", enquiries.show, name="enquiry"),
    path("enquiries/<int:pk>/answer/", enquiries.answer, name="enquiry-answer"),
    path("enquiries/<int:pk>/return/", enquiries.send_back, name="enquiry-return"),
    path("enquiries/<int:pk>/approve/", enquiries.approve, name="enquiry-approve"),
    path("enquiries/<int:pk>/assign/", enquiries.assign, name="enquiry-assign"),
    path("enquiries/<int:pk>/tell/", enquiries.tell, name="enquiry-tell"),
    path("enquiries/<int:pk>/close/", enquiries.close, name="enquiry-close"),
    path("enquiries/<int:pk>/spam/", enquiries.spam, name="enquiry-spam"),
    path("enquiries/<int:pk>/reopen/", enquiries.reopen, name="enquiry-reopen"),
    path("enquiries/<int:pk>/publish/", enquiries.publish, name="enquiry-publish"),
    path("enquiries/<int:pk>/unpublish/", enquiries.unpublish, name="enquiry-unpublish"),
]
