/** The straight line that is nearest to all points added (least squares). */
export class LineFit {
  readonly #points: { readonly x: number; readonly y: number }[] = [];

  add(x: number, y: number): void {
    this.#points.push({ x, y });
  }

  /** The line's `y` at `x`. Wants two points at different places. */
  valueAt(x: number): number {
    const meanX = this.#mean((point) => point.x);
    const meanY = this.#mean((point) => point.y);
    const covariance = this.#mean((point) => (point.x - meanX) * (point.y - meanY));
    const variance = this.#mean((point) => (point.x - meanX) ** 2);
    return meanY + (covariance / variance) * (x - meanX);
  }

  #mean(valueOf: (point: { readonly x: number; readonly y: number }) => number): number {
    return this.#points.reduce((sum, point) => sum + valueOf(point), 0) / this.#points.length;
  }
}
