/** Bringing in another bulletin: a file dropped anywhere on the page, chosen, or text pasted. */

/**
 * @typedef {object} OpenerParts
 * @property {HTMLInputElement} file
 * @property {HTMLTextAreaElement} paste
 * @property {HTMLFormElement} form
 * @property {HTMLElement} veil shown while a file is held over the page
 *
 * @param {OpenerParts} parts
 * @param {{file: (file: File) => void, text: (text: string) => void}} opened
 */
export function createOpener({ file, paste, form, veil }, opened) {
  const stop = new AbortController();
  const { signal } = stop;

  /** @param {DragEvent} event */
  const holdsFile = (event) => event.dataTransfer?.types.includes('Files') ?? false;

  return {
    start() {
      file.addEventListener('change', () => {
        const chosen = file.files?.[0];
        file.value = '';
        if (chosen) opened.file(chosen);
      }, { signal });
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        if (paste.value.trim()) opened.text(paste.value);
        else paste.focus();
      }, { signal });
      addEventListener('dragover', (event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        veil.hidden = false;
      }, { signal });
      addEventListener('dragleave', (event) => {
        if (event.relatedTarget === null) veil.hidden = true;
      }, { signal });
      addEventListener('drop', (event) => {
        veil.hidden = true;
        if (!holdsFile(event)) return;
        event.preventDefault();
        const dropped = event.dataTransfer?.files[0];
        if (dropped) opened.file(dropped);
      }, { signal });
    },
    stop: () => stop.abort(),
  };
}
