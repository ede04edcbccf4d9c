"""Enquiries for named readers only, and the glass that danger to life may break."""
