// Wide code and tables scroll in their own box; the keyboard must be able to reach that box.
import { onContent } from "./page";

const watch = new ResizeObserver(entries => entries.forEach(({ target }) => {
  if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
  else target.removeAttribute("tabindex");
}));

onContent(".prose pre, .prose table, .table-scroll", box => watch.observe(box));
