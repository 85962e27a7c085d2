import { Component, type ErrorInfo, type ReactNode } from 'react';
import { isLoadFailure } from '../../rpc/loadFailure.ts';

interface Props {
  /** Name of the part inside, as its sentences begin: "The map". */
  what: string;
  children: ReactNode;
  /** Called before it is shown again, to load once more what could not be loaded. */
  onRetry?(): void;
}

/** Keeps a defect in one part of the page from taking the rest with it. */
export class ErrorBoundary extends Component<Props, { failure: Error | null }> {
  override state = { failure: null as Error | null };

  static getDerivedStateFromError(failure: Error) {
    return { failure };
  }

  override componentDidCatch(failure: Error, info: ErrorInfo): void {
    console.error(failure, info.componentStack); // for the report of a defect
  }

  private retry = (): void => {
    this.props.onRetry?.();
    this.setState({ failure: null });
  };

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return (
      <div role="alert" style={{ padding: 16 }}>
        <p>
          {isLoadFailure(failure)
            ? `${this.props.what} could not be loaded: its code did not arrive. Show it again, or reload the page; what is saved stays.`
            : `${this.props.what} stopped: ${failure.message}`}
        </p>
        <button type="button" onClick={this.retry}>
          Show it again
        </button>
      </div>
    );
  }
}
