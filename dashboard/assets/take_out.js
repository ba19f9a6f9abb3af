// What the menu "Take out" does: copies, saves, and makes a PNG of a picture. Everything comes from this server.

(function () {
  const SHARPER = 2.5;  // pixels of a PNG for one of the picture

  async function fetched(address) {
    const reply = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (!reply.ok) throw new Error(await reply.text());
    return reply;
  }

  function saved(content, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return name;
  }

  const nameOf = (reply) => /filename="([^"]+)"/.exec(reply.headers.get("Content-Disposition"))[1];

  async function png(picture) {
    const image = new Image();
    image.src = URL.createObjectURL(picture);
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * SHARPER, image.height * SHARPER];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  // The clipboard of pages that came over plain HTTP from another machine: the older command copies what is selected.
  function copiedAsBefore(words, beside) {
    const field = document.createElement("textarea");
    field.value = words;
    field.className = "unseen";
    beside.after(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    beside.focus();
    return done;
  }

  async function copied(words, link) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      return copiedAsBefore(words, link);
    }
  }

  async function taken(link, says) {
    const reply = await fetched(link.getAttribute("href"));
    if (link.dataset.take === "copy") return (await copied(await reply.text(), link)) ? says.copied : says.refused;
    const content = await reply.blob();
    const name = link.dataset.take === "png"
      ? saved(await png(content), nameOf(reply).replace(/\.svg$/, ".png"))
      : saved(content, nameOf(reply));
    return says.saved.replace("{file}", name);
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-take]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const said = document.getElementById("take-out-said");
    said.textContent = "";
    try {
      said.textContent = await taken(link, said.dataset);
    } catch (error) {
      said.textContent = error instanceof TypeError ? said.dataset.lost : error.message;
    }
  });
})();
