/**
 * Where the playing video is seen. Media elements live in the document all the time, because a browser
 * pauses one that is taken out of it: parked out of sight, or in the view that shows the picture. A view
 * in a window that floats over the page comes first, then the newest; Chromium plays on across the two.
 * While it floats, the views of the page have the attribute `data-elsewhere`.
 */
export class VideoStage {
  readonly #parking: HTMLElement;
  readonly #hosts: HTMLElement[] = [];
  #shown: HTMLVideoElement | null = null;

  constructor(page: Document) {
    this.#parking = page.createElement('div');
    this.#parking.hidden = true;
    page.body.append(this.#parking);
  }

  /** Gives `element` its place in the document. */
  park(element: HTMLVideoElement): void {
    if (element.parentNode !== this.#parking) move(element, this.#parking);
  }

  /** From now on the picture is that of `element`; `null` when nothing with a picture plays. */
  show(element: HTMLVideoElement | null): void {
    if (this.#shown !== null && this.#shown !== element) this.park(this.#shown);
    this.#shown = element;
    this.#place();
  }

  attach(host: HTMLElement): () => void {
    this.#hosts.push(host);
    this.#place();
    return () => {
      const index = this.#hosts.indexOf(host);
      if (index !== -1) this.#hosts.splice(index, 1);
      this.#place();
    };
  }

  dispose(): void {
    this.#hosts.length = 0;
    this.#parking.remove();
  }

  #place(): void {
    const page = this.#parking.ownerDocument;
    const floating = this.#hosts.findLast((host) => host.ownerDocument !== page);
    for (const host of this.#hosts) {
      host.toggleAttribute('data-elsewhere', floating !== undefined && host !== floating);
    }
    if (this.#shown === null) return;
    const place = floating ?? this.#hosts.at(-1) ?? this.#parking;
    if (this.#shown.parentNode !== place) move(this.#shown, place);
  }
}

/** Not in every browser yet, nor in TypeScript's DOM types. */
interface StatePreservingMove {
  moveBefore(node: Node, child: Node | null): void;
}

function canMoveBefore(parent: object): parent is StatePreservingMove {
  return 'moveBefore' in parent;
}

/**
 * Takes out and puts in within one task, which the HTML standard lets a playing element survive. A
 * move that keeps all state is for one document only.
 */
function move(element: HTMLElement, parent: HTMLElement): void {
  const isNear = element.ownerDocument === parent.ownerDocument;
  if (isNear && element.isConnected && parent.isConnected && canMoveBefore(parent)) {
    parent.moveBefore(element, null);
  } else {
    parent.append(element);
  }
}
