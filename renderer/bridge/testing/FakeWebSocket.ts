/** A WebSocket whose other end is the test; only what `WebSocketPort` uses. */
export class FakeWebSocket {
  /** Every socket made, oldest first. */
  static readonly made: FakeWebSocket[] = [];

  readonly OPEN = 1;
  readonly sent: string[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: ((event: { readonly code: number }) => void) | null = null;

  constructor() {
    FakeWebSocket.made.push(this);
  }

  static asConstructor(): typeof WebSocket {
    // Its users touch only the members this class has.
    return FakeWebSocket as unknown as typeof WebSocket;
  }

  static newest(): FakeWebSocket {
    const socket = FakeWebSocket.made.at(-1);
    if (socket === undefined) throw new Error('No socket was made');
    return socket;
  }

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  receive(data: unknown): void {
    this.onmessage?.({ data });
  }

  closeFromMain(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}
