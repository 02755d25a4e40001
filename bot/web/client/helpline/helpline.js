// Begins the page for helpline workers.

import { insist } from "../later.js";
import { Text } from "../text.js";
import { Desk } from "./desk.js";

const fetched = (path) => insist(async () => {
  const response = await fetch(path, { cache: "no-store" });
  if (response.status === 401) location.reload();
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response.json();
});

const [content, shared] = await Promise.all([fetched("/api/helpline/content"), fetched("/api/interface")]);
const text = new Text({ lang: content.lang, text: { ...shared.text, ...content.text } });
new Desk(text, content).open(document.getElementById("helpline"));
