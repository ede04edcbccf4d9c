from django.apps import AppConfig


class ProductsRoom(AppConfig):
    name = "openmash.products"
    label = "products"
