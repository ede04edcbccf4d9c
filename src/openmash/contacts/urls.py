"""The addresses of contacts. A draft's key is random; a reference names nobody."""

from django.urls import path

from openmash.contacts.views import files, links, people, reading, writing

app_name = "contacts"
DRAFT = "concerns/drafts/<str:key>/"
urlpatterns = [
    path("concerns/", reading.index, name="list"),
    path("concerns/new/", writing.start, name="start"),
    path("concerns/link-sent/", links.link_sent, name="link_sent"),
    path("concerns/link/<str:key>/", links.link, name="link"),
    path("concerns/receipt/", reading.receipt, name="receipt"),
    path(DRAFT, writing.overview, name="draft"),
    path(f"{DRAFT}autosave/", writing.autosave, name="autosave"),
    path(f"{DRAFT}forget/", writing.forget, name="forget"),
    path(f"{DRAFT}people/", people.people, name="people"),
    path(f"{DRAFT}people/<str:person>/", people.person, name="person"),
    path(f"{DRAFT}people/<str:person>/remove/", people.remove_person, name="remove_person"),
    path(f"{DRAFT}ties/", people.ties, name="ties"),
    path(f"{DRAFT}ties/<str:tie>/remove/", people.remove_tie, name="remove_tie"),
    path(f"{DRAFT}files/", files.files, name="files"),
    path(f"{DRAFT}files/<int:file>/remove/", files.remove_file, name="remove_file"),
    path(f"{DRAFT}check/", writing.check, name="check"),
    path(f"{DRAFT}sent/", writing.sent, name="sent"),
    path(f"{DRAFT}<slug:slug>/", writing.step, name="step"),
    path("concerns/<str:reference>/", reading.contact, name="contact"),
    path("concerns/<str:reference>/add/", reading.add, name="add"),
    path("concerns/<str:reference>/files/<int:file>/", files.download, name="file"),
    path("outbox/", links.outbox, name="outbox"),
]
