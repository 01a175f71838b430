/** Opens another bulletin: a file that was dropped or chosen, or text that was pasted. */

/**
 * @typedef {object} OpenerParts
 * @property {HTMLInputElement} file
 * @property {HTMLTextAreaElement} paste
 * @property {HTMLFormElement} form
 * @property {HTMLElement} veil shown while a file is dragged over the page
 *
 * @param {OpenerParts} parts
 * @param {{file: (file: File) => void, text: (text: string) => void}} opened
 * @param {EventTarget} scope where files may be dropped
 */
export function createOpener({ file, paste, form, veil }, opened, scope) {
  const stop = new AbortController();
  const { signal } = stop;

  /** @param {DragEvent} event */
  const holdsFile = (event) => !event.defaultPrevented && (event.dataTransfer?.types.includes('Files') ?? false);

  /**
   * @param {string} type
   * @param {(event: DragEvent) => void} heard
   */
  const listen = (type, heard) => scope.addEventListener(type, /** @type {EventListener} */ (heard), { signal });

  return {
    start() {
      file.addEventListener(
        'change',
        () => {
          const chosen = file.files?.[0];
          file.value = '';
          if (chosen) opened.file(chosen);
        },
        { signal },
      );
      form.addEventListener(
        'submit',
        (event) => {
          event.preventDefault();
          if (paste.value.trim()) opened.text(paste.value);
          else paste.focus();
        },
        { signal },
      );
      listen('dragover', (event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        veil.hidden = false;
      });
      listen('dragleave', ({ relatedTarget: to }) => {
        if (!(to instanceof Node) || (scope instanceof Node && !scope.contains(to))) veil.hidden = true;
      });
      listen('drop', (event) => {
        veil.hidden = true;
        if (!holdsFile(event)) return;
        event.preventDefault();
        const dropped = event.dataTransfer?.files[0];
        if (dropped) opened.file(dropped);
      });
    },
    stop: () => stop.abort(),
  };
}
