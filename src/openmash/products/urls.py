"""Addresses of products: the hub's under the enquiry, a recipient's own under /products/."""

from django.urls import path

from openmash.products import views
from openmash.products.assessing import views as assessing
from openmash.products.closing import views as closing
from openmash.products.receiving import views as receiving

app_name = "products"
ENQUIRY = "enquiries/<str:reference>/"
ONE = f"{ENQUIRY}products/<str:number>/"
urlpatterns = [
    path(f"{ENQUIRY}products/", views.product_list, name="list"),
    path(f"{ENQUIRY}close/", closing.close, name="close"),
    path(ONE, views.product, name="product"),
    path(f"{ONE}compose/", views.compose, name="compose"),
    path(f"{ONE}draft/", views.keep_draft, name="draft"),
    path(f"{ONE}pdf/", views.pdf, name="pdf"),
    path(f"{ONE}aside/", views.set_aside, name="set_aside"),
    path("assessments/<str:reference>/pdf/", assessing.assessment_pdf, name="assessment_pdf"),
    path("products/", receiving.inbox, name="inbox"),
    path("products/<str:number>/", receiving.shared, name="shared"),
    path("products/<str:number>/pdf/", receiving.download, name="download"),
]
