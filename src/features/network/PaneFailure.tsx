import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBrain } from '@tabler/icons-react';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** Why a view could not be computed, and the way to try again. */
export function PaneFailure({ failure, onRetry }: { failure: string; onRetry(): void }) {
  return (
    <EmptyState
      tone="problem"
      icon={<IconAlertTriangle size={20} />}
      action={
        <Button variant="default" size="xs" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {failure}
    </EmptyState>
  );
}

/** For a network that answers no questions. */
export function Headless({ weights, onChooseWeights }: { weights: string; onChooseWeights?(): void }) {
  return (
    <EmptyState
      icon={<IconBrain size={20} />}
      action={
        onChooseWeights && (
          <Button variant="default" size="xs" onClick={onChooseWeights}>
            Choose other weights
          </Button>
        )
      }
    >
      The weights “{weights}” turn a galaxy into numbers and answer no questions. Weights with a question head
      say what volunteers would see in it.
    </EmptyState>
  );
}
