// Copying words, also where the browser lets no page near its clipboard by itself.

/** Returns whether the words are on the clipboard. */
export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copyBySelection(words);
  }
}

function copyBySelection(words) {
  const hand = (event) => {
    event.clipboardData.setData("text/plain", words);
    event.preventDefault();
  };
  document.addEventListener("copy", hand, { capture: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", hand, { capture: true });
  return copied;
}
