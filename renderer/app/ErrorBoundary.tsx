import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  readonly onError: (error: unknown) => void;
  /** Shown instead of the children from then on. */
  readonly fallback: (error: unknown) => ReactNode;
}

interface ErrorBoundaryState {
  /** Boxed, because anything can be thrown. */
  readonly thrown: { readonly error: unknown } | null;
}

/** Keeps an error while rendering from leaving a white page. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { thrown: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { thrown: { error } };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    return thrown === null ? this.props.children : this.props.fallback(thrown.error);
  }
}
