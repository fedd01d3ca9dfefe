"""From the worklist to the plan, the tasks, the desks and the people."""

from django.urls import path

from zwgk.web.manage.views import campaign, checklist, desks, home, notice, participation, people

urlpatterns = [
    path("", home.home, name="home"),
    path("campaigns/", campaign.campaigns, name="campaigns"),
    path("campaigns/new/", campaign.new, name="campaign-new"),
    path("campaigns/<slug:slug>/", campaign.show, name="campaign"),
    path("campaigns/<slug:slug>/notice/", notice.new, name="notice-new"),
    path("notices/<int:pk>/", notice.show, name="notice"),
    path("notices/<int:pk>/edit/", notice.edit, name="notice-edit"),
    path("notices/<int:pk>/issue/", notice.issue, name="notice-issue"),
    path("notices/<int:pk>/download/<str:form>/", notice.download, name="notice-download"),
    path("parts/<int:pk>/", participation.show, name="participation"),
    path("parts/<int:pk>/acknowledge/", participation.acknowledge, name="acknowledge"),
    path("parts/<int:pk>/plan/", participation.plan, name="plan"),
    path("parts/<int:pk>/group/", participation.group_add, name="group-add"),
    path("parts/<int:pk>/meetings/", participation.meeting_add, name="meeting-add"),
    path("group/<int:pk>/delete/", participation.group_delete, name="group-delete"),
    path("meetings/<int:pk>/delete/", participation.meeting_delete, name="meeting-delete"),
    path("parts/<int:pk>/tasks/", checklist.tasks, name="tasks"),
    path("parts/<int:pk>/tasks/new/", checklist.add, name="task-add"),
    path("tasks/<int:pk>/", checklist.complete, name="task"),
    path("tasks/<int:pk>/assign/", checklist.assign, name="task-assign"),
    path("tasks/<int:pk>/reopen/", checklist.reopen, name="task-reopen"),
    path("tasks/<int:pk>/skip/", checklist.skip, name="task-skip"),
    path("tasks/<int:pk>/delete/", checklist.delete, name="task-delete"),
    path("files/<uuid:pk>/", checklist.stored_file, name="file"),
    path("parts/<int:pk>/desks/", desks.desks, name="desks"),
    path("parts/<int:pk>/desks/new/", desks.add, name="desk-add"),
    path("desks/<int:pk>/", desks.change, name="desk-change"),
    path("desks/<int:pk>/departments/", desks.department_add, name="department-add"),
    path("departments/<int:pk>/delete/", desks.department_delete, name="department-delete"),
    path("parts/<int:pk>/materials/", desks.material_add, name="material-add"),
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="person-add"),
    path("people/roles/new/", people.role_add, name="role-add"),
    path("people/units/", people.unit_add, name="unit-add"),
    path("people/roles/<int:pk>/delete/", people.role_delete, name="role-delete"),
]
