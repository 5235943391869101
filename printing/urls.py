from django.urls import include, path

from printing import views

app_name = "printing"

urlpatterns = [
    path("", views.posters, name="posters"),
    path("meja/", include("printing.desk.urls")),
    path("buletin/", views.bulletins, name="bulletins"),
    path("buletin/susun/", views.arrangements, name="arrangements"),
    path("buletin/susun/<slug:slug>/<str:week>/", views.arrange, name="arrange"),
    path("buletin/susun/<slug:slug>/<str:week>/contoh.pdf", views.preview, name="bulletin_preview"),
    path("buletin/<slug:city>/<str:week>/", views.bulletin, name="bulletin"),
    path("buletin/<slug:city>/<str:week>/<str:file_name>", views.bulletin_file, name="bulletin_file"),
    path("gagal/", views.failed_sheets, name="failed_sheets"),
    path("<str:code>/", views.article_posters, name="article"),
    path("<str:code>/<str:file_name>", views.poster_file, name="file"),
]
