// An open menu closes when one looks elsewhere: a click outside, Escape, or leaving it by Tab.
const openMenus = () => document.querySelectorAll("details.menu[open]");

const closeUnlessWithin = target => openMenus().forEach(menu => {
  if (!menu.contains(target)) menu.open = false;
});

document.addEventListener("click", event => closeUnlessWithin(event.target));
document.addEventListener("focusin", event => closeUnlessWithin(event.target));
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  openMenus().forEach(menu => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
