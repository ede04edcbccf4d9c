"""Turn what a rule says into a page: absent and forbidden alike, a broken rule in plain words."""

from django.http import Http404
from django.shortcuts import render

from openmash.errors import NotVisible, RuleBroken


class PlainAnswers:
    """Answer `NotVisible` with the one 404 page, and `RuleBroken` with its own words and 409."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, NotVisible):
            request.is_rolled_back = True
            raise Http404(str(exception)) from exception
        if isinstance(exception, RuleBroken):
            request.is_rolled_back = True
            return render(request, "rule_broken.html", {"words": str(exception)}, status=409)
        return None
