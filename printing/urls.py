from django.urls import path

from printing import views

app_name = "printing"

urlpatterns = [
    path("", views.posters, name="posters"),
    path("<str:code>/", views.article_posters, name="article"),
    path("<str:code>/<str:file_name>", views.poster_file, name="file"),
]
