import { createTheme, type MantineColorsTuple } from '@mantine/core';

const amber: MantineColorsTuple = [
  '#fff6e6',
  '#ffe9c7',
  '#ffdba3',
  '#ffcd7e',
  '#ffc165',
  '#ffb454',
  '#e69a37',
  '#b87420',
  '#8f5200',
  '#5e3600',
]; // the accent colour is at 5 (dark theme) and 8 (light theme)

const ink: MantineColorsTuple = [
  '#e7eaf0',
  '#c3cad6',
  '#9aa4b5',
  '#7d8899',
  '#2a3140',
  '#222835',
  '#1a1f29',
  '#12151c',
  '#0e1117',
  '#0a0c10',
]; // Mantine's dark greys replaced by the colours of ink.css: text at 0, muted at 2, line at 4, raised at 6, panel at 7

/** Mantine's settings: calm, dense, one accent. Colours come from ink.css. */
export const theme = createTheme({
  primaryColor: 'amber',
  primaryShade: { dark: 5, light: 8 },
  autoContrast: true,
  colors: { amber, dark: ink },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 280, fz: 'xs' } },
    Button: {
      defaultProps: { size: 'compact-sm' },
      // Mantine's autoContrast looks at the light shade only, and white on the dark scheme's amber is unreadable.
      vars: (_theme: unknown, { variant = 'filled', color }: { variant?: string; color?: string }) => ({
        root: variant === 'filled' && !color ? { '--button-color': 'var(--ink-on-accent)' } : {},
      }),
    },
    Checkbox: { defaultProps: { iconColor: 'var(--ink-on-accent)' } },
    Select: { defaultProps: { withScrollArea: false } }, // see controls.css
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
  },
});
