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
]; // the accent of design/look at 5 (dark) and 8 (light)

/** Mantine's settings: calm, dense, one accent. Colours come from ink.css. */
export const theme = createTheme({
  primaryColor: 'amber',
  primaryShade: { dark: 5, light: 8 },
  autoContrast: true,
  colors: { amber },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 280, fz: 'xs' } },
    Button: { defaultProps: { size: 'compact-sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
  },
});
