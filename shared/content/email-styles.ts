import { dark, light, type Palette } from './palette.ts'

const serif = `Georgia, 'Times New Roman', serif`

/** The fonts of everything but headings: available on every device, since few mail programs load fonts. */
export const sans = 'Arial, Helvetica, sans-serif'

/** The bar beside quotations. Its contrast is 3 to 1 in both palettes, so it does not need dark mode. */
const line = '#7c8a8b'

/** Rules that are inlined into each element, because some mail programs drop the head of an email. */
export const inlined = `
  .name p { margin: 0; font-family: ${serif}; font-size: 22px; line-height: 28px; font-weight: bold; color: ${light.onBand}; }
  .kicker p { margin: 0 0 12px; font-size: 16px; line-height: 24px; color: ${light.soft}; }
  .words h1 { margin: 0 0 24px; font-family: ${serif}; font-size: 32px; line-height: 40px; font-weight: bold; color: ${light.heading}; }
  .words h2 { margin: 36px 0 12px; font-family: ${serif}; font-size: 24px; line-height: 32px; font-weight: bold; color: ${light.heading}; }
  .words h3 { margin: 28px 0 8px; font-family: ${serif}; font-size: 20px; line-height: 28px; font-weight: bold; color: ${light.heading}; }
  .words p { margin: 0 0 20px; font-size: 18px; line-height: 29px; color: ${light.ink}; }
  .words ul, .words ol { margin: 0 0 20px; padding: 0 0 0 24px; }
  .words li { margin: 0 0 10px; font-size: 18px; line-height: 29px; color: ${light.ink}; }
  .words li p { margin: 0 0 10px; }
  .words li ul, .words li ol { margin: 8px 0 0; }
  .words blockquote { margin: 0 0 20px 12px; padding: 0 0 0 16px; border-left: 3px solid ${line}; }
  .words hr { margin: 32px 0; border: none; border-top: 1px solid ${light.soft}; }
  .words img { max-width: 100%; height: auto; border: none; font-family: ${sans}; font-size: 16px; line-height: 24px; color: ${light.soft}; }
  .words a, .kicker a, .foot a { color: ${light.link}; text-decoration: underline; }
  .short h2, .question h2 { margin: 0 0 8px; font-family: ${sans}; font-size: 16px; line-height: 24px; font-weight: bold; color: ${light.accent}; }
  .short p { margin: 0; font-size: 18px; line-height: 29px; color: ${light.ink}; }
  .question p { margin: 0; font-family: ${serif}; font-size: 22px; line-height: 32px; color: ${light.ink}; }
  .note p { margin: 0 0 12px; font-size: 16px; line-height: 24px; color: ${light.soft}; }
  .foot p { margin: 0 0 12px; font-size: 16px; line-height: 24px; color: ${light.soft}; }
`

const colours = (palette: Palette): string => `
  .page, .page > div, .page > main > div { background-color: ${palette.page} !important; }
  .band, .band > table { background: ${palette.band} !important; }
  .band td { border-color: ${palette.accent} !important; }
  .card, .card > table { background: ${palette.card} !important; }
  .short, .question { background: ${palette.tint} !important; }
  .words p, .words li, .words th, .words td, .short p, .question p { color: ${palette.ink} !important; }
  .words h1, .words h2, .words h3 { color: ${palette.heading} !important; }
  .words a, .kicker a, .foot a { color: ${palette.link} !important; }
  .short h2, .question h2 { color: ${palette.accent} !important; }
  .kicker p, .note p, .foot p, .words img { color: ${palette.soft} !important; }
  .button td, .button a { background: ${palette.button} !important; color: ${palette.onButton} !important; }
`

/**
 * Rules of the head: colours of filled-in values, dark mode, and smaller margins on narrow screens. A mail program
 * may ignore them.
 */
export const inHead = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  .words h2 { color: ${light.heading}; }
  .words a { color: ${light.link}; }
  @media (prefers-color-scheme: dark) {${colours(dark)} }
  @media only screen and (max-width: 480px) {
    .side > table > tbody > tr > td { padding-left: 20px !important; padding-right: 20px !important; }
    .words h1 { font-size: 28px !important; line-height: 36px !important; }
    .air { display: none !important; }
  }
`
