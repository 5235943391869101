"""Addresses of the steward's desk, under /cetak/meja/."""

from django.urls import path

from . import boards, edges, front, overview, papers, reports, said, tasks

urlpatterns = [
    path("", front.desk, name="desk"),
    path("ringkasan/", overview.overview, name="overview"),
    path("poster/<str:code>/", papers.poster, name="desk_poster"),
    path("buletin/<slug:city>/<str:week>/", papers.bulletin, name="desk_bulletin"),
    path("tepi/", edges.edge, name="edge"),
    path("tepi/lembar-uji-<str:paper>.pdf", edges.test_sheet_file, name="test_sheet"),
    path("papan/", boards.boards, name="boards"),
    path("papan/<uuid:public_id>/", boards.board, name="board"),
    path("tempat/<uuid:public_id>/", boards.workplace, name="workplace"),
    path("lapor/", reports.new_report, name="new_report"),
    path("lapor/<uuid:public_id>/", reports.report, name="report"),
    path("lapor/<uuid:public_id>/foto/", reports.report_photo, name="report_photo"),
    path("lapor/<uuid:public_id>/foto.jpg", reports.report_photo_file, name="report_photo_file"),
    path("tugas/<uuid:public_id>/", tasks.task, name="task"),
    path("tugas/<uuid:public_id>/ralat-<int:edition>.pdf", tasks.strip, name="strip"),
    path("tugas/<slug:key>/", tasks.tasks, name="tasks"),
    path("kata/<str:code>/", said.said, name="said"),
]
