import htmx from "htmx.org";

// The Content-Security-Policy allows neither eval nor inline styles. A refused form (422) and a stale edit (409)
// come back as the form itself, so they are swapped in like a success.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "4(09|22)", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

window.htmx = htmx;
