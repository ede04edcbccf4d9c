"""The printed sheet: a composition, or a receipt, as a tagged A4 PDF."""

from openmash.products.sheet.printing import render_pdf, render_receipt_pdf, render_sheet

__all__ = ["render_pdf", "render_receipt_pdf", "render_sheet"]
