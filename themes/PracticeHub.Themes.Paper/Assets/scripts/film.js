// A link to a film on YouTube that stands alone can be shown where it is. Nobody is contacted before the reader says so.
import { onContent } from "./page";

const film = /^https:\/\/(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com\/(?:watch\?(?:[^#]*&)?v=|embed\/|shorts\/|live\/)|youtu\.be\/)([\w-]{1,39})/;

const show = (place, id, title) => {
  const frame = Object.assign(document.createElement("iframe"), {
    src: `https://www.youtube-nocookie.com/embed/${id}`, title, className: "film", allowFullscreen: true, referrerPolicy: "strict-origin-when-cross-origin",
  });
  place.replaceWith(frame);
  frame.focus();
};

onContent(".prose p > a:only-child", link => {
  const id = film.exec(link.href)?.[1];
  const offer = document.getElementById("film")?.content.firstElementChild.cloneNode(true);
  if (!id || !offer || link.film || link.parentElement.textContent.trim() !== link.textContent.trim()) return;
  link.film = true;
  offer.querySelector("button").addEventListener("click", () => show(offer, id, link.textContent));
  link.parentElement.after(offer);
});
