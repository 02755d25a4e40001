// Defines the element, once.

import { AssistantElement } from "./element.js";

const NAME = "online-abuse-assistant";

if (!customElements.get(NAME)) customElements.define(NAME, AssistantElement);
