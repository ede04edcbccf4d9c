// Loaded before the page is drawn, so that nothing jumps when the components start.
// A file of its own, since the Content-Security-Policy allows no script inside the page.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
