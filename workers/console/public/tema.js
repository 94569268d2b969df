// Before the first paint: a page that begins light and turns dark would flash in a dark room.
const chosen = localStorage.getItem("serambi.tema");
const dark = chosen ? chosen === "gelap" : matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.classList.toggle("dark", dark);
