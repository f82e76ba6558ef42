onContent('text-expander[keys="@"]', expander => {
  expander.addEventListener("text-expander-change", ({ detail: { text, provide } }) => {
    if (text) provide(suggest(text).catch(() => ({ matched: false })));
  });
  expander.addEventListener("text-expander-value", ({ detail }) => {
    detail.value = `@${detail.item.dataset.value}`;
  });
});
