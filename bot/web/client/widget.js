// Puts the assistant into the page that includes this script: where the script stands, or as a panel.
(() => {
  const script = document.currentScript;
  const assistant = document.createElement("online-abuse-assistant");
  for (const name of ["role", "nation", "lead", "accent", "layout"]) {
    if (script.dataset[name]) assistant.dataset[name] = script.dataset[name];
  }
  assistant.dataset.layout ??= "panel";
  assistant.dataset.server = new URL(".", script.src).href;
  if (assistant.dataset.layout === "panel") document.body.append(assistant);
  else script.after(assistant);
  import(new URL("assets/assistant.js", script.src));
})();
