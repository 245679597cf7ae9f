// Unpacks data, style and script, which the policy knows by their digests, and runs it; a browser that cannot
// keeps the page as it is without script.
(async () => {
  const packed = Uint8Array.from(atob(document.getElementById("data").textContent), (letter) => letter.charCodeAt());
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const { data, ...parts } = await new Response(stream).json();
  for (const tag of ["style", "script"]) {
    const made = document.createElement(tag);
    made.textContent = parts[tag];
    document.body.append(made);
  }
  window.replay(data);
})().catch((problem) => {
  if (window.replay) throw problem;
  document.documentElement.className = "";
  document.getElementById("old").hidden = false;
});
