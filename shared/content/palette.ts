/**
 * ShiftWorks' colours in emails. Every combination in use has a contrast of at least 4.5 to 1 (WCAG 2.2, AA), which a
 * test checks.
 */
export const light = {
  page: '#fbf8f3',
  card: '#ffffff',
  band: '#0b4f55',
  onBand: '#fbf8f3',
  ink: '#1d2a2c',
  soft: '#4a5a5c',
  heading: '#0b4f55',
  link: '#0b4f55',
  accent: '#b5402a',
  tint: '#eef4f2',
  button: '#0b4f55',
  onButton: '#ffffff',
} as const

/** The colours of an email's parts, as `#rrggbb`. */
export type Palette = { [colour in keyof typeof light]: string }

/** The palette for devices in dark mode. */
export const dark: Palette = {
  page: '#101a1b',
  card: '#172526',
  band: '#0b3f44',
  onBand: '#fbf8f3',
  ink: '#f1ece3',
  soft: '#b9c4c3',
  heading: '#a5d8d6',
  link: '#a5d8d6',
  accent: '#f2a48f',
  tint: '#203334',
  button: '#a5d8d6',
  onButton: '#0b2a2d',
}
