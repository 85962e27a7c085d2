import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconArrowsMaximize,
  IconFocusCentered,
  IconLasso,
  IconMinus,
  IconPhotoDown,
  IconPlus,
  IconTag,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './MapTools.module.css';

interface MapToolsProps {
  onZoom(octaves: number): void;
  onFit(): void;
  onZoomToSelection(): void;
  /** False while nothing is selected. */
  canZoomToSelection: boolean;
  /** True while galaxies can be drawn around. */
  lasso: boolean;
  onLasso(): void;
  /** True while regions bear names. */
  names: boolean;
  onNames(): void;
  /** True while the settings of the layout are open; undefined where there are none. */
  layout?: boolean;
  onLayout(): void;
  /** True while the panel of figures is open. */
  saving: boolean;
  /** Opens or closes it. */
  onSave(): void;
  /** Of the second of two maps. */
  onClose?: () => void;
}

const iconPx = 16;

/**
 * The column of buttons at the edge of the map: zoom in and out, show all, zoom to the selection, draw around
 * galaxies.
 */
export function MapTools({
  onZoom,
  onFit,
  onZoomToSelection,
  canZoomToSelection,
  lasso,
  onLasso,
  names,
  onNames,
  layout,
  onLayout,
  saving,
  onSave,
  onClose,
}: MapToolsProps) {
  return (
    <div className={classes.tools} role="toolbar" aria-label="Map" aria-orientation="vertical">
      <Tool label="Zoom in" icon={<IconPlus size={iconPx} />} onClick={() => onZoom(1)} />
      <Tool label="Zoom out" icon={<IconMinus size={iconPx} />} onClick={() => onZoom(-1)} />
      <Tool label="Show all galaxies" icon={<IconArrowsMaximize size={iconPx} />} onClick={onFit} />
      <Tool
        label="Zoom to selection"
        shortcut="f"
        icon={<IconFocusCentered size={iconPx} />}
        onClick={onZoomToSelection}
        disabled={!canZoomToSelection}
      />
      <Tool
        label="Draw around galaxies"
        shortcut="l"
        icon={<IconLasso size={iconPx} />}
        pressed={lasso}
        onClick={onLasso}
      />
      <Tool label="Names of regions" icon={<IconTag size={iconPx} />} pressed={names} onClick={onNames} />
      {layout !== undefined && (
        <Tool
          label="Layout and maps"
          icon={<IconAdjustmentsHorizontal size={iconPx} />}
          pressed={layout}
          onClick={onLayout}
        />
      )}
      <Tool
        label="Save the map as a picture"
        icon={<IconPhotoDown size={iconPx} />}
        pressed={saving}
        onClick={onSave}
      />
      {onClose && <Tool label="Close the second map" icon={<IconX size={iconPx} />} onClick={onClose} />}
    </div>
  );
}

interface ToolProps {
  label: string;
  shortcut?: string;
  icon: ReactNode;
  disabled?: boolean;
  /** Of a tool that stays on. */
  pressed?: boolean;
  onClick(): void;
}

function Tool({ label, shortcut, icon, disabled, pressed, onClick }: ToolProps) {
  return (
    <Tooltip label={shortcut ? `${label} (${shortcut})` : label} position="right">
      <ActionIcon
        aria-label={label}
        aria-keyshortcuts={shortcut}
        aria-pressed={pressed}
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? undefined : 'gray'}
        size={32}
        data-disabled={disabled || undefined}
        aria-disabled={disabled || undefined}
        onClick={disabled ? undefined : onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
