// Puts the assistant into the page that includes this script: as a panel, or where the script stands.
(() => {
  const script = document.currentScript;
  const assistant = document.createElement("online-abuse-assistant");
  for (const name of ["role", "nation", "lead", "accent", "layout"]) {
    if (script.dataset[name]) assistant.dataset[name] = script.dataset[name];
  }
  assistant.dataset.layout ??= "panel";
  assistant.dataset.server = new URL(".", script.src).href;
  const place = () => {
    if (assistant.dataset.layout === "panel" || !document.body.contains(script)) document.body.append(assistant);
    else script.after(assistant);
  };
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
  import(new URL("assets/assistant.js", script.src));
})();
