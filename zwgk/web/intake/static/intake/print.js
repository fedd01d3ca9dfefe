// A print button for those who have JavaScript; the page says the rest to everybody.
const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
